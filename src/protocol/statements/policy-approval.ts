import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { parseTime } from '../time.ts'
import type { TestedRules } from './policy-proposal.ts'

/** A member with the policy role, not the proposer, has tested a proposed policy set and approves it. */
export interface PolicyApproval {
  readonly v: 1
  /** Digest of the proposal. */
  readonly proposal: Digest
  readonly policySet: Digest
  readonly tested: TestedRules
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly at: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, and `time-invalid` on an impossible day. */
export function verifyPolicyApprovalPayload(approval: PolicyApproval): void {
  verifyOwnFunction(approval.agency, approval.function)
  parseTime(approval.at)
}
