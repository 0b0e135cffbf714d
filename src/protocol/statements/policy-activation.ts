import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'

/** The policy set that a node applies from a certain time. */
export interface PolicyActivation {
  readonly v: 1
  readonly policySet: Digest
  readonly activeFrom: Time
}
