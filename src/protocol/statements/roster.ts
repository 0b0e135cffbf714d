import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { RevocationReason } from '../vocabulary.ts'

/** A function's key that has been replaced. What is sealed to it is refused. */
export interface RetiredKey {
  readonly kid: string
  readonly retiredAt: Time
}

/** A function with its current key, by the digest and `kid` of its function-key statement. */
export interface RosterFunction {
  readonly function: string
  readonly statement: Digest
  readonly kid: string
  readonly retired: readonly RetiredKey[]
}

/** A member who may act, by the digest and `kid` of the credential. */
export interface RosterMember {
  readonly member: Uuid
  readonly credential: Digest
  readonly kid: string
}

/** A credential that may no longer act. */
export interface Revocation {
  readonly credential: Digest
  readonly kid: string
  readonly revokedAt: Time
  /** What was accepted after this time is flagged; it is never silently undone. */
  readonly compromisedSince?: Time
  readonly reason: RevocationReason
}

/** An agency's numbered list of what holds now. Signed by the roster key that its root delegates to; fresh for 24 h. */
export interface Roster {
  readonly v: 1
  readonly agency: string
  readonly number: number
  readonly previous: Digest | null
  readonly issuedAt: Time
  readonly root: Digest
  readonly functions: readonly RosterFunction[]
  readonly members: readonly RosterMember[]
  readonly revocations: readonly Revocation[]
}
