import { encodeSigningJwk } from '../../protocol/signing-key.ts'
import type { SigningKey, SigningPublicKey } from '../../protocol/signing-key.ts'
import { signStatement } from '../../protocol/statement.ts'
import type { Assignment, Identity } from '../../protocol/statements/credential.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'

/** Whom a credential is for, and for what. */
export interface CredentialFor {
  readonly agency: string
  readonly member: Uuid
  readonly name: string
  readonly key: SigningPublicKey
  readonly identity: Identity
  readonly assignments: readonly Assignment[]
  /** Milliseconds that it holds. */
  readonly lifetime: number
}

/** Signs a credential, from `now` (ms since 1970) on. */
export function signCredential(
  { lifetime, key, ...about }: CredentialFor,
  custodians: readonly SigningKey[],
  now: number,
): string {
  const { agency, member, name, identity, assignments } = about
  return signStatement(
    'credential',
    {
      v: 1,
      agency,
      member,
      name,
      key: encodeSigningJwk(key),
      identity,
      assignments,
      issuedAt: encodeTime(now),
      validUntil: encodeTime(now + lifetime),
    },
    ...custodians,
  )
}
