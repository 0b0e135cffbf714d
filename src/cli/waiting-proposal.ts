import { loadAgency } from '../client/directory.ts'
import { ClientError } from '../client/errors.ts'
import { verifyMemberStatement } from '../protocol/member-statement.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { parseTime } from '../protocol/time.ts'
import { CliError } from './errors.ts'
import { listPolicySets } from './policy-sets.ts'
import type { Session } from './session.ts'

/**
 * The proposal that waits under a digest: of its rules, or its own; who signed it is not verified. Throws
 * `policy-set-missing`.
 */
export async function findWaitingProposal(
  session: Pick<Session, 'gateway'>,
  digest: string,
): Promise<Statement<'policy-proposal'>> {
  const found = (await listPolicySets(session)).find(
    ({ policySet, proposal, state }) =>
      [policySet, proposal].includes(digest) && (state === 'proposed' || state === 'approved'),
  )
  if (found === undefined) throw new CliError('policy-set-missing', digest)
  const statement = parseStatementUnsafe('policy-proposal', String(found['statement']))
  const { payload } = statement
  if (statement.digest !== found['proposal'] || payload.policySet !== found['policySet'])
    throw new ClientError('answer-invalid', 'the proposal is another one')
  return statement
}

/**
 * Checks that a member who may propose rules for his agency has signed the proposal: what is shown to whoever approves is what
 * its proposer wrote, not what the gateway says of it. Throws `agency-not-pinned`, and as `verifyMemberStatement`.
 */
export function verifyProposer(
  { directory }: Pick<Session, 'directory'>,
  proposal: Statement<'policy-proposal'>,
): void {
  const { agency, at } = proposal.payload
  verifyMemberStatement(proposal, loadAgency(directory, agency), parseTime(at))
}
