import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { ConflictAnswer, Purpose } from '../vocabulary.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { parseTime } from '../time.ts'

/** A member's request to open a disclosure. Ciphertext is handed out against it, so it also proves the opening. */
export interface OpenRequest {
  readonly v: 1
  readonly disclosure: Uuid
  readonly manifest: Digest
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly purpose: Purpose
  readonly conflictOfInterest: ConflictAnswer
  readonly at: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, and `time-invalid` on an impossible day. */
export function verifyOpenRequestPayload(request: OpenRequest): void {
  verifyOwnFunction(request.agency, request.function)
  parseTime(request.at)
}
