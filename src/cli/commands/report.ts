import { agencyName } from '../../client/agency-name.ts'
import { makeExport } from '../../client/export/proven-export.ts'
import type { ExportValue } from '../../client/export/table.ts'
import { reportFiles } from '../../client/report-files.ts'
import { parseReport, tableOf } from '../../client/report.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { keptCheckpoint, writeExport } from '../export/write-export.ts'
import { openMemberSession } from '../member-session.ts'

/** `sluss report`: how much was done of what in a period, without names. */
export const report: Command = {
  name: 'report',
  summary: {
    sv: 'hämta rapporten för ett år eller halvår: antal, aldrig namn',
    en: 'fetch the report of a year or half-year: counts, never names',
  },
  positionals: ['PERIOD'],
  options: {
    ...MEMBER_OPTIONS,
    output: {
      value: 'MAPP',
      short: 'o',
      required: true,
      text: { sv: 'mapp för filerna; skapas', en: 'folder for the files; is made' },
    },
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: ['sluss report 2026-H1 -o ./rapport --folder ./polisen --as kim'],
  async run(args, context) {
    const period = args.positional('PERIOD')
    if (!/^20\d\d(-H[12])?$/.test(period)) throw new CliError('usage', 'PERIOD')
    const session = await openMemberSession(args, context)
    const { terminal } = context
    const answer = await terminal.progress({ sv: 'Räknar', en: 'Counting' }, () =>
      session.gateway.report(period),
    )
    const made = parseReport(answer, period)
    const { language } = terminal
    const table = tableOf(made, language, agencyName(session))
    const files = reportFiles(made, agencyName(session), { language, at: context.clock() })
    const chosen = args.optional('function')
    const exported = await makeExport(session, files, {
      what: 'report',
      kept: await keptCheckpoint(session),
      ...(chosen !== undefined && { function: chosen }),
    })
    const written = await writeExport(exported, args.required('output'))
    const [what, count, share] = table.columns.map(({ title }) => title[language])
    terminal.result({ ...written, period, rows: made.rows }, [
      table.title[language],
      ...[[what, count, share], ...table.rows].map(sayRow),
      ...table.notes.map((note) => note[language]),
      ...written.files.map((name) => `${written.folder}/${name}`),
    ])
    return EXIT.done
  },
}

function sayRow([what, count, share]: readonly (ExportValue | undefined)[]): string {
  return `${String(count).padStart(16)}  ${what}  ${share ?? ''}`.trimEnd()
}
