/**
 * Drafts: what a member has begun to write, sealed for the member alone and kept at the gateway for a week at most.
 *
 *     draft = 01 ‖ sequence (4 bytes, big-endian) ‖ nonce (24) ‖ XChaCha20-Poly1305(K, nonce, aad, padded text)
 *     K     = HKDF-SHA256(root, "sluss/draft-key/v1" ‖ 00 ‖ agency ‖ 00 ‖ member)        (RFC 5869, no salt)
 *     aad   = "sluss/draft/v1" ‖ 00 ‖ agency ‖ 00 ‖ member ‖ 00 ‖ draft id ‖ 00 ‖ sequence
 *
 * The root is 32 random bytes in the member's vault, so a draft opens on every device that opens the vault, and nowhere else; when other
 * secrets open the vault there is another one (`draft-roots.ts`). A draft cannot
 * be passed off as another draft, as another member's or as a later state of itself; that it is the latest, nobody can prove: a gateway
 * may hand out an earlier one, and then the member sees an older text. The padding hides how much is typed between two saves.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from '../protocol/bytes.ts'
import { pad, unpad } from '../protocol/padding.ts'
import { randomBytes } from '../protocol/random.ts'
import { sodium } from '../protocol/sodium.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { deriveKey } from './derive-key.ts'
import { ClientError } from './errors.ts'

/** Whose draft it is, which one, and how many times it was saved with this. */
export interface DraftPlace {
  readonly agency: string
  readonly member: Uuid
  readonly id: Uuid
  readonly sequence: number
}

/** Bytes of the root. */
export const DRAFT_ROOT_SIZE = 32

const VERSION = 1
const HEADER_SIZE = 5
const NONCE_SIZE = 24
/** Most drafts of one type are then of the same few sizes. */
const FLOOR = 4096

/** Seals a draft. Throws TypeError on a root of another size. */
export function sealDraft(root: Uint8Array, place: DraftPlace, text: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_SIZE)
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    pad(text, FLOOR),
    aadOf(place),
    null,
    nonce,
    draftKey(root, place),
  )
  return concatBytes(headerOf(place.sequence), nonce, sealed)
}

/** Which state of a draft these bytes say they are; believed once they open. Throws `draft-unreadable`. */
export function readSequence(bytes: Uint8Array): number {
  if (bytes[0] !== VERSION || bytes.length < HEADER_SIZE + NONCE_SIZE) throw unreadable()
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(1)
}

/** Opens a draft. Throws ClientError `draft-unreadable` if it is not this one in this state, or not this member's. */
export function openDraft(root: Uint8Array, place: DraftPlace, bytes: Uint8Array): Uint8Array {
  if (readSequence(bytes) !== place.sequence) throw unreadable()
  const nonce = bytes.subarray(HEADER_SIZE, HEADER_SIZE + NONCE_SIZE)
  const key = draftKey(root, place)
  try {
    const padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      bytes.subarray(HEADER_SIZE + NONCE_SIZE),
      aadOf(place),
      nonce,
      key,
    )
    return unpad(padded, FLOOR)
  } catch (cause) {
    throw unreadable({ cause })
  }
}

function draftKey(root: Uint8Array, { agency, member }: DraftPlace): Uint8Array {
  if (root.length !== DRAFT_ROOT_SIZE) throw new TypeError('a draft root has 32 bytes')
  return deriveKey(root, 'sluss/draft-key/v1', agency, member)
}

function aadOf({ agency, member, id, sequence }: DraftPlace): Uint8Array {
  return encodeUtf8(['sluss/draft/v1', agency, member, id, sequence].join('\0'))
}

function headerOf(sequence: number): Uint8Array {
  const header = new Uint8Array(HEADER_SIZE)
  header[0] = VERSION
  new DataView(header.buffer).setUint32(1, sequence)
  return header
}

function unreadable(options?: ErrorOptions): ClientError {
  return new ClientError('draft-unreadable', 'the draft does not open', options)
}
