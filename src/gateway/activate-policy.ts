import { AuditError } from '../audit/errors.ts'
import { encodePolicySet, parsePolicySet } from '../policy/pack.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import type { PolicyActivation } from '../protocol/statements/policy-activation.ts'
import { POLICY_APPROVALS } from '../protocol/statements/policy-activation.ts'
import type { Digest } from '../protocol/sha256.ts'
import { encodeTime } from '../protocol/time.ts'
import { StorageError } from '../storage/errors.ts'
import { findPolicySet, listPolicyActivations } from '../storage/policy-set.ts'
import type { RecordedProposal } from '../storage/policy-set.ts'
import type { PolicyDeps } from './policy-sets.ts'
import { stored } from './stored.ts'

/** The first law of a node: what its program came with. Another process may be first; then that one's holds. */
export async function activateFirst(deps: PolicyDeps): Promise<void> {
  const { shipped, clock } = deps
  const first = { retires: null, proposal: null, approvals: [] }
  await record(
    deps,
    { v: 1, policySet: shipped.digest, activeFrom: encodeTime(clock()), ...first },
    encodePolicySet(shipped),
  )
}

/**
 * Activates a proposal that is approved and due, and retires what was active. Any process of the node may do it, several at
 * once: the log takes the first. Throws PolicyError for a pack that this program cannot apply: then nothing is activated.
 */
export async function activateNext(deps: PolicyDeps, proposal: RecordedProposal): Promise<void> {
  const { db, clock, log } = deps
  const { policySet } = proposal
  const bytes = await findPolicySet(db, policySet)
  if (bytes === undefined) throw new StorageError('not-found', 'a proposed policy set is missing')
  parsePolicySet(bytes)
  const retires = (await listPolicyActivations(db)).at(-1)!.policySet
  const activeFrom = encodeTime(clock())
  const approvals = chooseApprovals(proposal)
  const rests = { retires, proposal: proposal.digest, approvals }
  if (retires === policySet) return
  if (await record(deps, { v: 1, policySet, activeFrom, ...rests }, null))
    log.info({ policySet }, 'another policy set is active')
}

/** Whether two agencies approve an open proposal, by members who still act for them. */
export function isApproved(proposal: RecordedProposal): boolean {
  return proposal.fate === 'open' && chooseApprovals(proposal).length === POLICY_APPROVALS
}

/** One approval from each agency, no more than it takes. */
function chooseApprovals({ approvals }: RecordedProposal): readonly Digest[] {
  const standing = approvals.filter((approval) => approval.standing)
  return [...new Map(standing.map(({ agency, digest }) => [agency, digest])).values()].slice(
    0,
    POLICY_APPROVALS,
  )
}

/** Codes that say that another process of the node, or a member, was first. */
const OVERTAKEN: readonly string[] = [
  'already-active',
  'already-recorded',
  'proposal-closed',
  'policy-set-active',
]

/** Whether it was recorded by this. */
async function record(
  { writer, nodeKey }: PolicyDeps,
  payload: PolicyActivation,
  pack: Uint8Array | null,
): Promise<boolean> {
  const text = signStatement('policy-activation', payload, nodeKey)
  const statement = stored(parseStatementUnsafe('policy-activation', text))
  try {
    await writer.append({ kind: 'statement', of: 'policy-activation', statement, pack })
    return true
  } catch (error) {
    if (error instanceof AuditError && OVERTAKEN.includes(error.code)) return false
    throw error
  }
}
