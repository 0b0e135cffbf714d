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
import { sealingKeyFromSeed } from '../protocol/sealing-key.ts'
import type { SealingKey, SealingPublicKey } from '../protocol/sealing-key.ts'
import { ClientError } from './errors.ts'

/** Which key is handed over, and to whom. Bound into the ciphertext. */
export interface Handed {
  readonly function: string
  readonly member: string
  /** `kid` of the function's key. */
  readonly kid: string
}

const NO_AAD = new Uint8Array(0)

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
