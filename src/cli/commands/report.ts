import { makeExport } from '../../client/export/proven-export.ts'
import type { ExportValue } from '../../client/export/table.ts'
import { reportFiles } from '../../client/report-files.ts'
import { loadSignedReport } from '../../client/report-acts.ts'
import { saySignature } from '../../client/say-signature.ts'
import { tableOf } from '../../client/report.ts'
import type { Command, Option } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { keptCheckpoint, writeExport } from '../export/write-export.ts'
import { openMemberSession } from '../member-session.ts'

/** As a period is named. */
export const PERIOD = /^20\d\d(-H[12])?$/

/** Whose report. */
export const OF_OPTION: Option = {
  value: 'VERKSAMHET',
  text: {
    sv: 'vems rapport, om inte den egna: en annan verksamhets, när den har skrivit under',
    en: 'whose report, unless the own: another agency’s, once that has signed it',
  },
}

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
    of: OF_OPTION,
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: ['sluss report 2026-H1 -o ./rapport --folder ./polisen --as kim'],
  async run(args, context) {
    const period = args.positional('PERIOD')
    if (!PERIOD.test(period)) throw new CliError('usage', 'PERIOD')
    const session = await openMemberSession(args, context)
    const { terminal } = context
    const of = args.optional('of') ?? session.agency
    const signed = await terminal.progress({ sv: 'Räknar', en: 'Counting' }, () =>
      loadSignedReport(session, { of, period }),
    )
    const { report: made, name, signatures } = signed
    const { language } = terminal
    const table = tableOf(made, language, name)
    const files = reportFiles(signed, { language })
    const chosen = args.optional('function')
    const exported = await makeExport(session, files, {
      what: 'report',
      kept: await keptCheckpoint(session),
      ...(chosen !== undefined && { function: chosen }),
    })
    const written = await writeExport(exported, args.required('output'))
    const [what, count, share] = table.columns.map(({ title }) => title[language])
    const signers = signatures.map(({ agency }) => agency)
    terminal.result({ ...written, of, period, rows: made.rows, signatures: signers }, [
      table.title[language],
      ...[[what, count, share], ...table.rows].map(sayRow),
      ...table.notes.map((note) => note[language]),
      ...signatures.map((one) => saySignature(one)[language]),
      ...written.files.map((name) => `${written.folder}/${name}`),
    ])
    return EXIT.done
  },
}

function sayRow([what, count, share]: readonly (ExportValue | undefined)[]): string {
  return `${String(count).padStart(16)}  ${what}  ${share ?? ''}`.trimEnd()
}
