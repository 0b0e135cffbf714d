/**
 * A part: the smallest sealed unit of a disclosure, one category of data about one subject under a key of its own.
 *
 *     ciphertext = XChaCha20-Poly1305(key, nonce, aad, opening ‖ padded text)    nonce ‖ ciphertext ‖ tag
 *     aad        = "sluss/part/v1" ‖ 00 ‖ head digest ‖ 00 ‖ part id
 *     commitment = HMAC-SHA256(opening, text)
 *
 * A text whose padded size exceeds 1 MiB travels as libsodium's secretstream in chunks of 64 KiB, each bound to the same
 * associated data. The head digest binds a part to author, receivers, subjects and grounds: a part that is moved into another
 * disclosure does not open. The commitment makes up for what the cipher does not promise: two keys could open one ciphertext
 * to two texts, but only one of them matches.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from './bytes.ts'
import { OPENING_SIZE, commitmentOf, isCommitmentTo, newOpening } from './commitment.ts'
import type { Commitment } from './commitment.ts'
import { ProtocolError } from './errors.ts'
import { isPaddedSize, pad, unpad } from './padding.ts'
import { openChunks, sealChunks, sealedChunksSize } from './part-stream.ts'
import { randomBytes } from './random.ts'
import type { RandomBytes } from './random.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'
import { sodium } from './sodium.ts'

/** Below this every text looks alike: no choice from a list of values shows in the size of a part. */
export const PART_SIZE_FLOOR = 1024

/** Above this padded size a part travels in chunks. */
export const SINGLE_MESSAGE_LIMIT = 1024 * 1024

const NONCE_SIZE = 24
const TAG_SIZE = 16
const KEY_SIZE = 32

/** What a part is bound to. */
export interface PartBinding {
  readonly headDigest: Digest
  readonly partId: string
}

/** What the manifest says of a part; the gateway checks `digest` and `size`, the reader all three. */
export interface PartDescription {
  /** SHA-256 of the ciphertext. */
  readonly digest: Digest
  /** Size in bytes of the padded text. */
  readonly size: number
  /** To the text. */
  readonly commitment: Commitment
}

/** A sealed part and the key that opens it. */
export interface SealedPart extends PartDescription {
  readonly ciphertext: Uint8Array
  readonly key: Uint8Array
}

/**
 * Seals a text as a part, under a fresh key. `opening` is given only where the commitment had to be known before the head,
 * as with a motive that the head commits to; otherwise it is drawn.
 */
export function sealPart(
  part: PartBinding & { readonly plaintext: Uint8Array; readonly opening?: Uint8Array },
  random: RandomBytes = randomBytes,
): SealedPart {
  const { plaintext, opening = newOpening(random) } = part
  const key = random(KEY_SIZE)
  const padded = pad(plaintext, PART_SIZE_FLOOR)
  const commitment = commitmentOf(plaintext, opening)
  const message = concatBytes(opening, padded)
  const ciphertext =
    padded.length > SINGLE_MESSAGE_LIMIT
      ? sealChunks(message, associatedData(part), key)
      : sealMessage(message, associatedData(part), key, random(NONCE_SIZE))
  return { ciphertext, key, digest: digestOf(ciphertext), size: padded.length, commitment }
}

/**
 * Opens a part. Throws `part-digest-mismatch` if these are not the bytes that the manifest names, `part-size-mismatch` if the
 * manifest states another size, `part-open-failed` if key, head, id or padding is wrong, `part-commitment-mismatch` if the
 * text is not the one that the author committed to.
 */
export function openPart(
  part: PartBinding &
    PartDescription & { readonly key: Uint8Array; readonly ciphertext: Uint8Array },
): Uint8Array {
  verifyPartCiphertext(part.ciphertext, part)
  const message = openMessage(part)
  const opening = message.subarray(0, OPENING_SIZE)
  const plaintext = unpadPart(message.subarray(OPENING_SIZE))
  if (!isCommitmentTo(plaintext, opening, part.commitment))
    throw new ProtocolError('part-commitment-mismatch', 'the author committed to another text')
  return plaintext
}

/**
 * Checks a ciphertext against its description without a key, as a gateway can. Throws `part-size-mismatch` or
 * `part-digest-mismatch`.
 */
export function verifyPartCiphertext(
  ciphertext: Uint8Array,
  { digest, size }: Pick<PartDescription, 'digest' | 'size'>,
): void {
  if (!isPaddedSize(size, PART_SIZE_FLOOR) || ciphertext.length !== partCiphertextSize(size))
    throw new ProtocolError('part-size-mismatch', 'a part has another size than stated')
  if (digestOf(ciphertext) !== digest)
    throw new ProtocolError('part-digest-mismatch', 'a part has other bytes than stated')
}

/** How many bytes of ciphertext a padded text of this size becomes. */
export function partCiphertextSize(size: number): number {
  const message = OPENING_SIZE + size
  return size > SINGLE_MESSAGE_LIMIT ? sealedChunksSize(message) : NONCE_SIZE + message + TAG_SIZE
}

function associatedData({ headDigest, partId }: PartBinding): Uint8Array {
  return encodeUtf8(`sluss/part/v1\0${headDigest}\0${partId}`)
}

function sealMessage(
  message: Uint8Array,
  aad: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(message, aad, null, nonce, key)
  return concatBytes(nonce, sealed)
}

function openMessage(
  part: PartBinding & { size: number; key: Uint8Array; ciphertext: Uint8Array },
): Uint8Array {
  const { key, ciphertext, size } = part
  const aad = associatedData(part)
  try {
    if (size > SINGLE_MESSAGE_LIMIT) return openChunks(ciphertext, aad, key)
    const nonce = ciphertext.subarray(0, NONCE_SIZE)
    const sealed = ciphertext.subarray(NONCE_SIZE)
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key)
  } catch {
    throw new ProtocolError('part-open-failed', 'the part does not open')
  }
}

function unpadPart(padded: Uint8Array): Uint8Array {
  try {
    return unpad(padded, PART_SIZE_FLOOR)
  } catch (cause) {
    throw new ProtocolError('part-open-failed', 'the part is not padded to its size class', {
      cause,
    })
  }
}
