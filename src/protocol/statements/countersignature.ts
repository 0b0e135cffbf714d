import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { Verdict } from '../vocabulary.ts'

/** A second member's verdict on a held disclosure, over exactly the decision that he saw. Valid for at most 24 h. */
export interface Countersignature {
  readonly v: 1
  readonly disclosure: Uuid
  readonly manifest: Digest
  readonly decision: Digest
  readonly policySet: Digest
  readonly verdict: Verdict
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly at: Time
  readonly expiresAt: Time
}
