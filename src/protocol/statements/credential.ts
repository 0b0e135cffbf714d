import type { SigningJwk } from '../signing-key.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { MemberRole } from '../vocabulary.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { ProtocolError } from '../errors.ts'
import { hasRepetition } from '../repetition.ts'
import { parseSigningJwk } from '../signing-key.ts'
import { verifySpan } from '../validity.ts'

/** A member at the agency's identity provider: the `iss` and `sub` of his bearer tokens (RFC 7519 §4.1). */
export interface Identity {
  readonly iss: string
  readonly sub: string
}

/** What a member may do in one function. */
export interface Assignment {
  readonly function: string
  readonly roles: readonly MemberRole[]
}

/** A named member's signing key, login and assignments. Acts only while the agency's current roster names it. */
export interface Credential {
  readonly v: 1
  readonly agency: string
  readonly member: Uuid
  readonly name: string
  readonly key: SigningJwk
  readonly identity: Identity
  readonly assignments: readonly Assignment[]
  readonly issuedAt: Time
  readonly validUntil: Time
}

/**
 * What a schema cannot say. Throws `function-outside-agency`, `assignment-repeated` (two assignments in one function),
 * `validity-invalid` and as `parseSigningJwk`.
 */
export function verifyCredentialPayload(credential: Credential): void {
  verifySpan(credential.issuedAt, credential.validUntil)
  for (const { function: functionId } of credential.assignments)
    verifyOwnFunction(credential.agency, functionId)
  if (hasRepetition(credential.assignments.map((assignment) => assignment.function)))
    throw new ProtocolError('assignment-repeated', 'a function is assigned twice')
  parseSigningJwk(credential.key)
}
