import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { verifySpan } from '../validity.ts'
import type { LocalText } from './local-text.ts'

/** What the maker of a statement has tested a policy set against: every row gave the expected outcome. */
export interface TestedRules {
  /** Digest of the decision tables. */
  readonly tables: Digest
  readonly rows: number
}

/** A member with the policy role proposes the policy set that the node shall apply from a time on. */
export interface PolicyProposal {
  readonly v: 1
  readonly policySet: Digest
  readonly activeFrom: Time
  /** What changes, and why. */
  readonly reason: LocalText
  readonly tested: TestedRules
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly at: Time
}

/**
 * What a schema cannot say. Throws `function-outside-agency`, `validity-invalid` if the day is not after the proposal, and
 * `time-invalid` on an impossible day.
 */
export function verifyPolicyProposalPayload(proposal: PolicyProposal): void {
  verifyOwnFunction(proposal.agency, proposal.function)
  verifySpan(proposal.at, proposal.activeFrom)
}
