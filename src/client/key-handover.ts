/**
 * How a function's new reading key reaches its members, each of whose key files is under a passphrase that only the member
 * knows.
 *
 * Every member has a *receiving key*, an X-Wing key derived from the seed of the signing key, so that a key file needs to
 * hold nothing more. The member signs its public half at admission; who rotates a function's key believes it because of
 * that signature, by a key that the custodians signed for. The new key is sealed to it with HPKE (RFC 9180) and left in the
 * agency's folder. Whoever seals is not authenticated by that, so the member takes in only a key that a function-key
 * statement of the custodians names.
 *
 * @module
 */
import { encodeBase64url, parseBase64url } from '../protocol/base64url.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { openBase, sealBase } from '../protocol/hpke.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { signJws, verifyJws } from '../protocol/jws.ts'
import { encodeSealingJwk, parseSealingJwk, sealingKeyFromSeed } from '../protocol/sealing-key.ts'
import type { SealingKey, SealingPublicKey } from '../protocol/sealing-key.ts'
import { hmacSha256 } from '../protocol/sha256.ts'
import type { SigningKey, SigningPublicKey } from '../protocol/signing-key.ts'
import { ClientError } from './errors.ts'

/** Which key is handed over, and to whom. Bound into the ciphertext. */
export interface Handed {
  readonly function: string
  readonly member: string
  /** `kid` of the function's key. */
  readonly kid: string
}

const TYP = 'sluss-receiving-key+jws'
const DERIVATION = encodeUtf8('sluss/receiving-key/v1')
const NO_AAD = new Uint8Array(0)

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

/** Seals a function's key to a member: the text of a hand-over file. */
export function sealFunctionKey(
  key: SealingKey,
  to: Pick<Handed, 'function' | 'member'>,
  recipient: SealingPublicKey,
): string {
  const handed: Handed = { function: to.function, member: to.member, kid: key.kid }
  const { enc, ciphertext } = sealBase({
    recipient,
    info: infoOf(handed),
    aad: NO_AAD,
    plaintext: key.seed,
  })
  const sealed = { enc: encodeBase64url(enc), ciphertext: encodeBase64url(ciphertext) }
  return `${JSON.stringify({ v: 1, ...handed, ...sealed }, null, 2)}\n`
}

/**
 * Opens a hand-over. That the key is the function's must be verified by its `kid`.
 *
 * @throws ClientError `handover-invalid` if it is none, was altered, or is for another member
 */
export function openFunctionKey(
  text: string,
  member: string,
  receiving: SealingKey,
): { readonly function: string; readonly key: SealingKey } {
  try {
    const value = parseJson(encodeUtf8(text))
    if (!isJsonObject(value) || value['v'] !== 1) throw invalid()
    const [id, kid, enc, ciphertext] = ['function', 'kid', 'enc', 'ciphertext'].map((name) =>
      textOf(value[name]),
    ) as [string, string, string, string]
    const seed = openBase({
      recipient: receiving,
      info: infoOf({ function: id, member, kid }),
      aad: NO_AAD,
      enc: parseBase64url(enc),
      ciphertext: parseBase64url(ciphertext),
    })
    const key = sealingKeyFromSeed(seed)
    if (key.kid !== kid) throw invalid()
    return { function: id, key }
  } catch (cause) {
    if (cause instanceof ProtocolError) throw invalid(cause)
    throw cause
  }
}

function infoOf({ function: id, member, kid }: Handed): Uint8Array {
  return encodeUtf8(`sluss/key-handover/v1\0${id}\0${member}\0${kid}`)
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw invalid()
  return value
}

function invalid(cause?: unknown): ClientError {
  return new ClientError('handover-invalid', 'the hand-over does not open', { cause })
}
