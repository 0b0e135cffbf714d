import { ProtocolError } from './errors.ts'

const encoder = new TextEncoder()
// A byte order mark is kept, not dropped, so that decoding then encoding gives back the same bytes.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The byte strings one after the other, in a new array. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

/** Whether two byte strings are the same; takes the same time wherever they differ, so secrets may be compared. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  const size = a.length
  if (b.length !== size) return false
  // Four bytes at a time: whole submissions are compared on the gateway's hot path.
  const [wordsOfA, wordsOfB] = [viewOf(a), viewOf(b)]
  const wordsEnd = size - (size % 4)
  let difference = 0
  for (let i = 0; i < wordsEnd; i += 4) difference |= wordsOfA.getInt32(i) ^ wordsOfB.getInt32(i)
  for (let i = wordsEnd; i < size; i++) difference |= a[i]! ^ b[i]!
  return difference === 0
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The UTF-8 encoding of a text. Throws TypeError on a lone surrogate, which UTF-8 cannot carry (RFC 3629 §3). */
export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new TypeError('text holds a lone surrogate')
  return encoder.encode(text)
}

/** The text that these bytes encode; throws `utf8-invalid` on anything that `encodeUtf8` would not have produced. */
export function parseUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new ProtocolError('utf8-invalid', 'bytes are not UTF-8')
  }
}
