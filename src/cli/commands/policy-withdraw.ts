import { signPolicyWithdrawal } from '../../client/policy-acts.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { actAs } from '../../client/member-desk.ts'
import { findWaitingProposal } from '../waiting-proposal.ts'
import { REASON_OPTIONS } from './policy-propose.ts'

/** `sluss policy withdraw`: stops proposed rules that are not active yet. One member suffices. */
export const policyWithdraw: Command = {
  name: 'policy withdraw',
  summary: {
    sv: 'stoppa ett föreslaget regelverk som inte gäller ännu',
    en: 'stop proposed rules that are not active yet',
  },
  positionals: ['FINGERAVTRYCK'],
  options: {
    ...MEMBER_OPTIONS,
    ...REASON_OPTIONS,
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: [
    'sluss policy withdraw uN3x… --reason "Fel dag" --reason-en "Wrong day" --folder ./polisen --as rut',
  ],
  async run(args, context) {
    const session = await openMemberSession(args, context)
    const { digest, payload } = await findWaitingProposal(session, args.positional('FINGERAVTRYCK'))
    const acting = actAs(session, ['policy'], args.optional('function'))
    const about = { proposal: digest, policySet: payload.policySet }
    const reason = { sv: args.required('reason'), en: args.required('reason-en') }
    const text = signPolicyWithdrawal(acting, about, reason, context.clock())
    const answer = await session.gateway.withdrawPolicy(digest, text)
    const { digest: statement } = parseStatementUnsafe('policy-withdrawal', text)
    const { index } = await session.verify(answer, { event: 'policy-withdrawal', statement })
    context.terminal.result({ ...about, index }, [payload.policySet])
    return EXIT.done
  },
}
