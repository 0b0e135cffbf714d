import { signPolicyProposal } from '../../client/policy-acts.ts'
import { encodePolicySet } from '../../policy/pack.ts'
import { encodeProposedPolicy } from '../../protocol/proposed-policy.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { parseMoment } from '../moment.ts'
import { actAs } from '../../client/member-desk.ts'
import { readPolicyDir } from '../policy-folder.ts'
import { testFolder } from '../tested-folder.ts'

/** Options of commands that say why, on record. */
export const REASON_OPTIONS = {
  reason: {
    value: 'TEXT',
    required: true,
    text: { sv: 'skäl, på svenska', en: 'reason, in Swedish' },
  },
  'reason-en': {
    value: 'TEXT',
    required: true,
    text: { sv: 'skäl, på engelska', en: 'reason, in English' },
  },
} as const

/** `sluss policy propose`: puts rules forward that the gateway is to apply from a day on. */
export const policyPropose: Command = {
  name: 'policy propose',
  summary: {
    sv: 'föreslå ett regelverk som slussen ska tillämpa från en viss dag',
    en: 'propose rules that the gateway is to apply from a day on',
  },
  positionals: ['MAPP'],
  options: {
    ...MEMBER_OPTIONS,
    ...REASON_OPTIONS,
    from: {
      value: 'DAG',
      required: true,
      text: {
        sv: 'dag (från midnatt i Sverige) eller tidpunkt',
        en: 'day (from midnight in Sweden) or time',
      },
    },
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: [
    'sluss policy propose ./policies --from 2027-01-01 --reason "Ny lydelse av 10 kap. 18 c § OSL" --reason-en "New wording of OSL 10:18 c" --folder ./polisen --as rut',
  ],
  async run(args, context) {
    const { terminal } = context
    const activeFrom = parseMoment('from', args.required('from'))
    const folder = await readPolicyDir(args.positional('MAPP'))
    const tested = testFolder(folder)
    const { digest: policySet } = folder.set
    const session = await openMemberSession(args, context)
    const acting = actAs(session, ['policy'], args.optional('function'))
    const reason = { sv: args.required('reason'), en: args.required('reason-en') }
    const proposal = signPolicyProposal(
      acting,
      { policySet, activeFrom, reason, tested },
      context.clock(),
    )
    const pack = encodePolicySet(folder.set)
    const answer = await session.gateway.proposePolicy(encodeProposedPolicy({ proposal, pack }))
    const { digest } = parseStatementUnsafe('policy-proposal', proposal)
    const { index } = await session.verify(answer, { event: 'policy-proposal', statement: digest })
    terminal.result({ policySet, proposal: digest, activeFrom, tested, index }, [policySet])
    terminal.note({
      sv: `Alla ${tested.rows} rader stämde. Två verksamheter ska nu pröva och godkänna före ${activeFrom}: sluss policy approve ${policySet}`,
      en: `All ${tested.rows} rows were right. Two agencies now test and approve before ${activeFrom}: sluss policy approve ${policySet}`,
    })
    return EXIT.done
  },
}
