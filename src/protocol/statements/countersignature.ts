import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { Verdict } from '../vocabulary.ts'
import { ProtocolError } from '../errors.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { parseTime } from '../time.ts'
import { verifySpan } from '../validity.ts'

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

/** How long a countersignature may hold, in ms. */
export const COUNTERSIGNATURE_LIFETIME = 24 * 3_600_000

/** What a schema cannot say. Throws `function-outside-agency`, `validity-invalid` and `countersignature-too-long`. */
export function verifyCountersignaturePayload(countersignature: Countersignature): void {
  const { agency, function: functionId, at, expiresAt } = countersignature
  verifyOwnFunction(agency, functionId)
  verifySpan(at, expiresAt)
  if (parseTime(expiresAt) - parseTime(at) > COUNTERSIGNATURE_LIFETIME)
    throw new ProtocolError('countersignature-too-long', 'the countersignature outlives 24 hours')
}
