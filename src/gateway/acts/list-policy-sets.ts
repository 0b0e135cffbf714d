import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { TestedRules } from '../../protocol/statements/policy-proposal.ts'
import type { Digest } from '../../protocol/sha256.ts'
import { parseTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import {
  listPolicyActivations,
  listPolicyProposals,
  listPolicyWithdrawals,
} from '../../storage/policy-set.ts'
import type { RecordedActivation, RecordedProposal } from '../../storage/policy-set.ts'
import { isApproved } from '../activate-policy.ts'
import type { Gate } from '../gate.ts'

/**
 * Where a policy set stands: `proposed` lacks approvals and `approved` waits for its time; `lapsed` lacked approvals when
 * its time came; `passed-over`: a later one became active first.
 */
export type PolicySetState =
  'proposed' | 'approved' | 'active' | 'retired' | 'lapsed' | 'withdrawn' | 'passed-over'

/** A policy set in the life of a node; one that was proposed twice is there twice. */
export interface ListedPolicySet {
  readonly policySet: Digest
  readonly state: PolicySetState
  /** When it became active, or is to do so. */
  readonly activeFrom: Time
  readonly retiredAt: Time | null
  /** What follows is null and empty for the first set of a node, which nobody proposed. */
  readonly proposal: Digest | null
  /** The signed proposal. */
  readonly statement: string | null
  readonly reason: LocalText | null
  readonly tested: TestedRules | null
  readonly agency: string | null
  readonly approvals: readonly ListedApproval[]
  /** The signed withdrawal. */
  readonly withdrawal: string | null
}

/** An approval; it does not count if its member no longer acts for the agency. */
export interface ListedApproval {
  readonly agency: string
  readonly standing: boolean
  /** The signed approval, so that nobody need believe the gateway that there is one. */
  readonly statement: string
}

/** Every policy set that is, was or may become the law of this node, newest first. */
export async function listPolicySets({
  db,
  clock,
}: Pick<Gate, 'db' | 'clock'>): Promise<readonly ListedPolicySet[]> {
  const activations = await listPolicyActivations(db)
  const proposals = await listPolicyProposals(db)
  const withdrawals = await listPolicyWithdrawals(db)
  const [first] = activations.filter(({ proposal }) => proposal === null)
  const listed = proposals.map((proposal) => ({
    ...listProposal(proposal, activations, clock()),
    withdrawal: withdrawals.get(proposal.digest) ?? null,
  }))
  return [...(first === undefined ? [] : [listFirst(first, activations)]), ...listed].toReversed()
}

function listFirst(
  first: RecordedActivation,
  activations: readonly RecordedActivation[],
): ListedPolicySet {
  const { policySet, activeFrom } = first
  const nobody = { proposal: null, statement: null, reason: null, tested: null, agency: null }
  return {
    policySet,
    activeFrom,
    ...endOf(first, activations),
    ...nobody,
    approvals: [],
    withdrawal: null,
  }
}

function listProposal(
  proposal: RecordedProposal,
  activations: readonly RecordedActivation[],
  now: number,
): Omit<ListedPolicySet, 'withdrawal'> {
  const { digest, policySet, text, approvals } = proposal
  const { reason, tested, agency } = parseStatementUnsafe('policy-proposal', text).payload
  const activation = activations.find((entry) => entry.proposal === digest)
  return {
    policySet,
    activeFrom: activation?.activeFrom ?? proposal.activeFrom,
    ...(activation === undefined
      ? { state: waitingState(proposal, now), retiredAt: null }
      : endOf(activation, activations)),
    proposal: digest,
    statement: text,
    reason,
    tested,
    agency,
    approvals: approvals.map((approval) => ({
      agency: approval.agency,
      standing: approval.standing,
      statement: approval.text,
    })),
  }
}

function endOf(
  activation: RecordedActivation,
  activations: readonly RecordedActivation[],
): Pick<ListedPolicySet, 'state' | 'retiredAt'> {
  const next = activations[activations.indexOf(activation) + 1]
  return { state: next === undefined ? 'active' : 'retired', retiredAt: next?.activeFrom ?? null }
}

function waitingState(proposal: RecordedProposal, now: number): PolicySetState {
  if (proposal.fate === 'withdrawn' || proposal.fate === 'passed-over') return proposal.fate
  if (isApproved(proposal)) return 'approved'
  return parseTime(proposal.activeFrom) <= now ? 'lapsed' : 'proposed'
}
