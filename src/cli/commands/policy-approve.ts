import { signPolicyApproval } from '../../client/policy-acts.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { diffPacks } from '../../policy/proving/diff.ts'
import { renderDiff } from '../../policy/proving/render-diff.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Statement } from '../../protocol/statement.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { actAs } from '../../client/member-desk.ts'
import { POLICIES_OPTION, readPolicyFolder } from '../policy-folder.ts'
import { loadPolicySet } from '../session.ts'
import type { Terminal } from '../terminal.ts'
import { testFolder } from '../tested-folder.ts'
import { findWaitingProposal, verifyProposer } from '../waiting-proposal.ts'

/**
 * `sluss policy approve`: approves proposed rules that the member has before him. They are tested here, against the member's
 * own copy, and what they change is shown in words before anything is signed.
 */
export const policyApprove: Command = {
  name: 'policy approve',
  summary: {
    sv: 'pröva ett föreslaget regelverk, se vad det ändrar och godkänn det',
    en: 'test proposed rules, see what they change and approve them',
  },
  positionals: ['FINGERAVTRYCK'],
  options: {
    ...MEMBER_OPTIONS,
    ...POLICIES_OPTION,
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
    yes: {
      text: { sv: 'ändringarna är lästa: fråga inte', en: 'the changes are read: do not ask' },
    },
  },
  examples: ['sluss policy approve uN3x… --policies ./policies --folder ./socialnamnden --as lena'],
  async run(args, context) {
    const { terminal } = context
    const session = await openMemberSession(args, context)
    const proposal = await findWaitingProposal(session, args.positional('FINGERAVTRYCK'))
    verifyProposer(session, proposal)
    const { policySet, activeFrom } = proposal.payload
    const proposed = await loadPolicySet(session.gateway, policySet)
    const folder = await readPolicyFolder(args)
    if (folder.set.digest !== policySet) throw new CliError('policy-differs', policySet)
    const tested = testFolder(folder)
    const active = await loadPolicySet(session.gateway, session.activePolicySet)
    showChanges(proposal, active, proposed, terminal)
    if (!args.flag('yes') && !(await terminal.confirm(QUESTION)))
      throw new CliError('not-confirmed', '--yes')
    const acting = actAs(session, ['policy'], args.optional('function'))
    const about = { proposal: proposal.digest, policySet }
    const text = signPolicyApproval(acting, about, tested, context.clock())
    const answer = await session.gateway.approvePolicy(proposal.digest, text)
    const { digest: statement } = parseStatementUnsafe('policy-approval', text)
    const { index } = await session.verify(answer, { event: 'policy-approval', statement })
    terminal.result({ ...about, activeFrom, tested, index }, [policySet])
    return EXIT.done
  },
}

const QUESTION = {
  sv: 'Har du läst ändringarna, och godkänner du dem? (ja/nej)',
  en: 'Have you read the changes, and do you approve them? (yes/no)',
}

/** What the rules would change, why and from when: beside the result, for whoever is about to answer. */
function showChanges(
  { payload }: Statement<'policy-proposal'>,
  active: PolicySet,
  proposed: PolicySet,
  terminal: Terminal,
): void {
  const items = diffPacks(active.pack, proposed.pack)
  for (const line of renderDiff(items, terminal.language)) terminal.note({ sv: line, en: line })
  terminal.note({
    sv: `Föreslaget av ${payload.agency}, ska gälla från ${payload.activeFrom}: ${payload.reason.sv}`,
    en: `Proposed by ${payload.agency}, to be active from ${payload.activeFrom}: ${payload.reason.en}`,
  })
}
