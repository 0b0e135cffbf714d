/**
 * The key that a function's reading keys are handed over to: an X-Wing key derived from the seed of a member's signing key, so that a
 * member has to keep nothing more. Its public half is signed with that signing key.
 *
 * @module
 */
import { encodeUtf8 } from './bytes.ts'
import { parseJson } from './json.ts'
import { signJws, verifyJws } from './jws.ts'
import { encodeSealingJwk, parseSealingJwk, sealingKeyFromSeed } from './sealing-key.ts'
import type { SealingKey, SealingPublicKey } from './sealing-key.ts'
import { hmacSha256 } from './sha256.ts'
import type { SigningKey, SigningPublicKey } from './signing-key.ts'

const TYP = 'sluss-receiving-key+jws'
const DERIVATION = encodeUtf8('sluss/receiving-key/v1')

/**
 * The key that keys are handed over to. HMAC-SHA256 under the signing key's seed: it tells nothing about that seed, nor
 * about what Ed25519 makes of it with SHA-512.
 */
export function receivingKeyOf(signing: SigningKey): SealingKey {
  return sealingKeyFromSeed(hmacSha256(signing.seed, DERIVATION))
}

/** The public half, signed by the member: a compact JWS. */
export function signReceivingKey(signing: SigningKey): string {
  const jwk = encodeSealingJwk(receivingKeyOf(signing))
  return signJws(TYP, encodeUtf8(JSON.stringify(jwk)), signing)
}

/** The receiving key of the member who signs with this key. Throws ProtocolError `jws-…`, `json-…`, `key-invalid`. */
export function verifyReceivingKey(text: string, member: SigningPublicKey): SealingPublicKey {
  return parseSealingJwk(parseJson(verifyJws(text, TYP, member).payload))
}
