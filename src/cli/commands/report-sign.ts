import { approveReport, loadSignedReport } from '../../client/report-acts.ts'
import { tableOf } from '../../client/report.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { PROOF_OPTION, writeProofIfAsked } from '../receipt-files.ts'
import { OF_OPTION, PERIOD } from './report.ts'

/** `sluss report sign`: both parties sign the same frozen text, the one whose report it is first. */
export const reportSign: Command = {
  name: 'report sign',
  summary: {
    sv: 'skriv under rapporten för en period: den egna, eller en annan parts',
    en: 'sign the report of a period: the own one, or another party’s',
  },
  positionals: ['PERIOD'],
  options: {
    ...MEMBER_OPTIONS,
    of: OF_OPTION,
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
    proof: PROOF_OPTION,
  },
  examples: [
    'sluss report sign 2026-H1 --folder ./polisen --as kim',
    'sluss report sign 2026-H1 --of polisen-sydlanda --folder ./socialnamnden --as harald',
  ],
  async run(args, context) {
    const period = args.positional('PERIOD')
    if (!PERIOD.test(period)) throw new CliError('usage', 'PERIOD')
    const session = await openMemberSession(args, context)
    const { terminal } = context
    const of = args.optional('of') ?? session.agency
    const { report, name } = await terminal.progress({ sv: 'Räknar', en: 'Counting' }, () =>
      loadSignedReport(session, { of, period }),
    )
    const approved = { of, period, report: report.digest }
    const { index, claim } = await approveReport(session, approved, args.optional('function'))
    await writeProofIfAsked(args, claim)
    const { title } = tableOf(report, terminal.language, name)
    terminal.result({ ok: true, of, period, report: report.digest, index }, [
      title[terminal.language],
      report.digest,
    ])
    terminal.note({
      sv: `Undertecknad. Det är post ${index} i loggen.`,
      en: `Signed. It is entry ${index} of the log.`,
    })
    return EXIT.done
  },
}
