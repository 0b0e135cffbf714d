import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import { parseTime } from '../time.ts'

/** The policy set that a node applies from a certain time. */
export interface PolicyActivation {
  readonly v: 1
  readonly policySet: Digest
  readonly activeFrom: Time
}

/** What a schema cannot say. Throws `time-invalid` on an impossible day. */
export function verifyPolicyActivationPayload(activation: PolicyActivation): void {
  parseTime(activation.activeFrom)
}
