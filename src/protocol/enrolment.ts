/**
 * An enrolment: what somebody who is not a member yet asks the custodians for. The public keys, who it is at the agency's identity
 * provider, and a signature by the key itself, so that nobody asks with a key of another's.
 *
 * The gateway passes it on and is not believed: the custodian goes by the fingerprint that the person reads out, and the credential says
 * in the custodians' words who it is.
 *
 * @module
 */
import { encodeUtf8 } from './bytes.ts'
import { isJsonObject, parseJson } from './json.ts'
import { parseJwsUnsafe, signJws, verifyJws } from './jws.ts'
import type { SealingPublicKey } from './sealing-key.ts'
import { encodeSigningJwk, parseSigningJwk } from './signing-key.ts'
import type { SigningKey, SigningPublicKey } from './signing-key.ts'
import type { Identity } from './statements/credential.ts'
import { encodeTime, parseTime } from './time.ts'
import type { Time } from './time.ts'
import { ProtocolError } from './errors.ts'
import { signReceivingKey, verifyReceivingKey } from './receiving-key.ts'

/** Who asks to be admitted where. */
export interface Applicant {
  readonly agency: string
  readonly identity: Identity
}

/** An enrolment that its own key has signed. */
export interface Enrolment extends Applicant {
  readonly key: SigningPublicKey
  /** As `signReceivingKey` wrote it. */
  readonly receivingKey: string
  readonly receiving: SealingPublicKey
  readonly askedAt: Time
  readonly text: string
}

const TYP = 'sluss-enrolment+jws'

/** Asks to be admitted with this key: a compact JWS. `now` in ms since 1970. */
export function signEnrolment(
  { agency, identity }: Applicant,
  signing: SigningKey,
  now: number,
): string {
  const payload = {
    v: 1,
    agency,
    identity: { iss: identity.iss, sub: identity.sub },
    key: encodeSigningJwk(signing),
    receivingKey: signReceivingKey(signing),
    askedAt: encodeTime(now),
  }
  return signJws(TYP, encodeUtf8(JSON.stringify(payload)), signing)
}

/** Reads an enrolment and verifies that its own key signed it. Throws ProtocolError `enrolment-invalid`. */
export function verifyEnrolment(text: string): Enrolment {
  try {
    return read(text)
  } catch (cause) {
    throw new ProtocolError('enrolment-invalid', 'this is not an enrolment', { cause })
  }
}

function read(text: string): Enrolment {
  const value = parseJson(parseJwsUnsafe(text).payload)
  if (!isJsonObject(value) || value['v'] !== 1) throw new TypeError('not an enrolment')
  const { agency, identity, receivingKey, askedAt } = value
  const key = parseSigningJwk(value['key'])
  verifyJws(text, TYP, key)
  if (typeof agency !== 'string' || typeof receivingKey !== 'string' || !isIdentity(identity))
    throw new TypeError('not an enrolment')
  if (typeof askedAt !== 'string') throw new TypeError('not an enrolment')
  parseTime(askedAt)
  const { iss, sub } = identity
  const receiving = verifyReceivingKey(receivingKey, key)
  return {
    agency,
    identity: { iss, sub },
    key,
    receivingKey,
    receiving,
    askedAt,
    text,
  }
}

function isIdentity(value: unknown): value is Identity {
  return isJsonObject(value) && typeof value['iss'] === 'string' && typeof value['sub'] === 'string'
}
