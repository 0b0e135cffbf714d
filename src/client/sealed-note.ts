/**
 * Notes: what the members of a function write to each other about a case, sealed so that they alone can read and make them.
 *
 *     note = 01 ‖ nonce (24) ‖ XChaCha20-Poly1305(K, nonce, aad, padded text)
 *     K    = HKDF-SHA256(seed, "sluss/note-key/v1" ‖ 00 ‖ function ‖ 00 ‖ kid)        (RFC 5869, no salt)
 *     aad  = "sluss/note/v1" ‖ 00 ‖ function ‖ 00 ‖ case ‖ 00 ‖ note id ‖ 00 ‖ member
 *
 * Seed and kid are those of the function's reading key, so a note opens for whoever has been handed the key, and nobody without it can
 * make one: not the gateway. It cannot be passed off as another note, or as one of another member, function or case. Whether one was left
 * out, nobody can prove; which of the members wrote it, only the gateway says. What must last stands in the agency's own case file.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from '../protocol/bytes.ts'
import { pad, unpad } from '../protocol/padding.ts'
import { randomBytes } from '../protocol/random.ts'
import type { SealingKey } from '../protocol/sealing-key.ts'
import { sodium } from '../protocol/sodium.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { deriveKey } from './derive-key.ts'
import { ClientError } from './errors.ts'

/** Which note it is. */
export interface NotePlace {
  readonly function: string
  readonly case: string
  readonly id: Uuid
  readonly member: Uuid
}

const VERSION = 1
const NONCE_SIZE = 24
/** All short notes are of one size: what was tried and how it went does not show. */
const FLOOR = 1024

/** Seals a note under the function's newest reading key. */
export function sealNote(key: SealingKey, place: NotePlace, text: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_SIZE)
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    pad(text, FLOOR),
    aadOf(place),
    null,
    nonce,
    noteKey(key, place),
  )
  return concatBytes(Uint8Array.of(VERSION), nonce, sealed)
}

/** Opens a note with one of the function's reading keys. Throws ClientError `note-unreadable` if it is not this one, or none fits. */
export function openNote(
  keys: readonly SealingKey[],
  place: NotePlace,
  bytes: Uint8Array,
): Uint8Array {
  if (bytes[0] !== VERSION || bytes.length <= NONCE_SIZE) throw unreadable()
  for (const key of keys) {
    const text = attempt(key, place, bytes)
    if (text !== undefined) return text
  }
  throw unreadable()
}

function attempt(key: SealingKey, place: NotePlace, bytes: Uint8Array): Uint8Array | undefined {
  const derived = noteKey(key, place)
  try {
    const padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      bytes.subarray(1 + NONCE_SIZE),
      aadOf(place),
      bytes.subarray(1, 1 + NONCE_SIZE),
      derived,
    )
    return unpad(padded, FLOOR)
  } catch {
    return undefined
  }
}

function noteKey({ seed, kid }: SealingKey, { function: id }: NotePlace): Uint8Array {
  return deriveKey(seed, 'sluss/note-key/v1', id, kid)
}

function aadOf({ function: of, case: about, id, member }: NotePlace): Uint8Array {
  return encodeUtf8(['sluss/note/v1', of, about, id, member].join('\0'))
}

function unreadable(): ClientError {
  return new ClientError('note-unreadable', 'the note does not open')
}
