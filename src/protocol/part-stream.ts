/**
 * Large messages in chunks: libsodium's secretstream (XChaCha20-Poly1305), a header and then 64 KiB at a time, so that a
 * reader can stop at the first chunk that is not the author's. Order, number and end of the chunks are authenticated.
 *
 * @module
 */
import { concatBytes } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { sodium } from './sodium.ts'

const CHUNK_SIZE = 64 * 1024
const HEADER_SIZE = 24
/** One byte of tag and sixteen of authentication for each chunk. */
const CHUNK_OVERHEAD = 17

/** How many bytes a message of this size becomes. */
export function sealedChunksSize(size: number): number {
  return HEADER_SIZE + size + Math.ceil(size / CHUNK_SIZE) * CHUNK_OVERHEAD
}

/** Seals a message that is not empty. The header is drawn by libsodium. */
export function sealChunks(message: Uint8Array, aad: Uint8Array, key: Uint8Array): Uint8Array {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
  const sealed = splitAt(message, CHUNK_SIZE).map((chunk, index, chunks) => {
    const tag = tagOf(index, chunks.length)
    return sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, aad, tag)
  })
  return concatBytes(header, ...sealed)
}

/** Opens what `sealChunks` sealed; throws `part-open-failed` if a chunk is altered, missing, moved or surplus. */
export function openChunks(sealed: Uint8Array, aad: Uint8Array, key: Uint8Array): Uint8Array {
  const header = sealed.subarray(0, HEADER_SIZE)
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key)
  const chunks = splitAt(sealed.subarray(HEADER_SIZE), CHUNK_SIZE + CHUNK_OVERHEAD)
  return concatBytes(
    ...chunks.map((chunk, index) => {
      const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, aad)
      if (!opened || opened.tag !== tagOf(index, chunks.length))
        throw new ProtocolError('part-open-failed', 'a chunk does not open in its place')
      return opened.message
    }),
  )
}

/** Only the last chunk says that it is the last, so a shortened message does not open. */
function tagOf(index: number, count: number): number {
  return index === count - 1
    ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
}

function splitAt(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  )
}
