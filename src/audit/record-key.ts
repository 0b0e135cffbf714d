/**
 * The record key: what stands between a record and the member who acted.
 *
 *     pseudonym = "p1:" ‖ base64url(first 16 bytes of HMAC-SHA256(K, member id))
 *                 K = HKDF-SHA256(record key, "sluss/record/pseudonym/v1" ‖ 00 ‖ agency ‖ 00 ‖ YYYY-MM)
 *     detail    = nonce ‖ XChaCha20-Poly1305(K, nonce, record id, opening ‖ JSON)
 *                 K = HKDF-SHA256(record key, "sluss/record/detail/v1" ‖ 00 ‖ agency)
 *     session   = base64url(HMAC-SHA256(K, what the token says)), K = HKDF-SHA256(record key, "sluss/record/session/v1")
 *
 * The body of a record commits to the JSON under the opening, so that a detail that is shown can be checked; when the detail is
 * deleted, its opening goes with it, and the commitment says nothing any more. The key is a file of the gateway's and never in
 * the database.
 *     others    = HKDF-SHA256(record key, "sluss/" ‖ purpose): what all processes of a node must share to sign people in
 *
 * What this does not hide: whoever holds the record key can try member ids on a pseudonym, also of an erased record; and of what a
 * member signed (a disclosure, an opening, a verdict, a receipt) the database keeps the signed text and the fact with the member's
 * id, by the record's position. A look-up, a sign-in and a refusal have nothing but the record.
 *
 * @module
 */
import { encodeBase64url } from '../protocol/base64url.ts'
import { concatBytes, encodeUtf8 } from '../protocol/bytes.ts'
import { OPENING_SIZE, commitmentOf, isCommitmentTo } from '../protocol/commitment.ts'
import type { Commitment } from '../protocol/commitment.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { RandomBytes } from '../protocol/random.ts'
import type { Pseudonym } from '../protocol/record.ts'
import { hmacSha256, hmacSha256Base64url } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { sodium } from '../protocol/sodium.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { AuditError } from './errors.ts'

/** Who acted, and whatever else tells who it was. */
export interface RecordDetail {
  readonly member: Uuid
  readonly [name: string]: string
}

/** A detail as it is kept, and what the body says of it. */
export interface SealedDetail {
  readonly bytes: Uint8Array
  readonly commitment: Commitment
}

/** Bytes of the key. */
export const RECORD_KEY_SIZE = 32

/** Pseudonyms that are kept rather than computed again. */
const REMEMBERED = 4_096

const NONCE_SIZE = 24
const PSEUDONYM_SIZE = 16
const NO_SALT = new Uint8Array(32)

/** Draws pseudonyms and seals details. Holds a secret: never logged, never sent. */
export class RecordKey {
  readonly #prk: Uint8Array
  /** Derived keys by their purpose: one for each agency, and one for each of its months. */
  readonly #derived = new Map<string, Uint8Array>()
  /** Of those who acted lately: most records are of the same few. */
  readonly #pseudonyms = new Map<string, Pseudonym>()

  /** Throws TypeError on another number of bytes than 32. */
  constructor(key: Uint8Array) {
    if (key.length !== RECORD_KEY_SIZE) throw new TypeError('a record key has 32 bytes')
    this.#prk = hmacSha256(NO_SALT, key)
  }

  /** The member's pseudonym in the month of this time. */
  pseudonymOf(agency: string, member: Uuid, at: Time): Pseudonym {
    const month = at.slice(0, 7)
    const name = `${agency} ${month} ${member}`
    const known = this.#pseudonyms.get(name)
    if (known !== undefined) return known
    const key = this.#derive(['sluss/record/pseudonym/v1', agency, month])
    const mac = hmacSha256(key, encodeUtf8(member))
    const pseudonym: Pseudonym = `p1:${encodeBase64url(mac.subarray(0, PSEUDONYM_SIZE))}`
    if (this.#pseudonyms.size >= REMEMBERED) this.#pseudonyms.clear()
    this.#pseudonyms.set(name, pseudonym)
    return pseudonym
  }

  /** What names a token in the database: whoever has that alone cannot try out whose it was. */
  sessionOf(token: string): Digest {
    const key = this.#derive(['sluss/record/session/v1'])
    return hmacSha256Base64url(key, encodeUtf8(token))
  }

  /** A key of 32 bytes for another purpose of the node's, the same in all its processes. */
  deriveKey(purpose: 'login/v1' | 'session-seal/v1' | 'session-token/v1'): Uint8Array {
    return this.#derive([`sluss/${purpose}`])
  }

  /** Seals who acted for the record of this id. */
  sealDetail(agency: string, id: Uuid, detail: RecordDetail, random: RandomBytes): SealedDetail {
    const drawn = random(NONCE_SIZE + OPENING_SIZE)
    const [nonce, opening] = [drawn.subarray(0, NONCE_SIZE), drawn.subarray(NONCE_SIZE)]
    const text = JSON.stringify(detail)
    const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
      Buffer.concat([opening, Buffer.from(text)]),
      Buffer.from(id),
      null,
      nonce,
      this.#detailKey(agency),
    )
    return { bytes: Buffer.concat([nonce, sealed]), commitment: commitmentOf(text, opening) }
  }

  /**
   * Who acted in the record of this id. `commitment` is what its body says. Throws AuditError `detail-invalid` when the bytes
   * are not the detail of this agency's record under this key, or not the one that the body commits to.
   */
  openDetail(agency: string, id: Uuid, bytes: Uint8Array, commitment: Commitment): RecordDetail {
    const message = this.#open(agency, id, bytes)
    const [opening, text] = [message.subarray(0, OPENING_SIZE), message.subarray(OPENING_SIZE)]
    if (!isCommitmentTo(text, opening, commitment)) throw detailInvalid()
    const detail = parseJson(text)
    if (!isJsonObject(detail) || typeof detail['member'] !== 'string') throw detailInvalid()
    return detail as unknown as RecordDetail
  }

  #open(agency: string, id: Uuid, bytes: Uint8Array): Uint8Array {
    try {
      return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        null,
        bytes.subarray(NONCE_SIZE),
        encodeUtf8(id),
        bytes.subarray(0, NONCE_SIZE),
        this.#detailKey(agency),
      )
    } catch (cause) {
      throw detailInvalid({ cause })
    }
  }

  #detailKey(agency: string): Uint8Array {
    return this.#derive(['sluss/record/detail/v1', agency])
  }

  /** HKDF-Expand (RFC 5869 §2.3) to 32 bytes: one block. */
  #derive(purpose: readonly string[]): Uint8Array {
    const info = purpose.join('\0')
    const known = this.#derived.get(info)
    if (known !== undefined) return known
    const key = hmacSha256(this.#prk, concatBytes(encodeUtf8(info), Uint8Array.of(1)))
    this.#derived.set(info, key)
    return key
  }
}

function detailInvalid(options?: ErrorOptions): AuditError {
  return new AuditError('detail-invalid', 'not the detail of this record', options)
}
