/**
 * base64url without padding (RFC 4648 §5), strictly decoded.
 *
 * Lenient decoders skip foreign characters and drop unused bits, so that several texts mean the same bytes. Here one text
 * means one byte string and the other way round, so a text can be compared, hashed and signed in place of its bytes.
 *
 * @module
 */
import { ProtocolError } from './errors.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const INVALID = -1
/** The symbol whose bits are all zero. */
const ZERO = 0x41

const codeOf = Uint8Array.from(ALPHABET, (symbol) => symbol.charCodeAt(0))
const valueOf = new Int8Array(256).fill(INVALID)
for (const [value, code] of codeOf.entries()) valueOf[code] = value

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Encodes bytes as base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  const size = bytes.length
  const codes = new Uint8Array(Math.ceil((size * 4) / 3))
  let written = 0
  for (let read = 0; read < size; read += 3) {
    const group = (bytes[read]! << 16) | ((bytes[read + 1] ?? 0) << 8) | (bytes[read + 2] ?? 0)
    // What a last, incomplete group does not need falls beyond the array and is dropped.
    codes[written++] = codeOf[group >> 18]!
    codes[written++] = codeOf[(group >> 12) & 63]!
    codes[written++] = codeOf[(group >> 6) & 63]!
    codes[written++] = codeOf[group & 63]!
  }
  return decoder.decode(codes)
}

/** Decodes base64url; throws `base64url-invalid` on anything that `encodeBase64url` would not have produced. */
export function parseBase64url(text: string): Uint8Array {
  // As UTF-8 a foreign character becomes bytes that are no symbols.
  const codes = encoder.encode(text)
  const rest = codes.length % 4
  // One symbol alone carries six bits: no byte string has such an encoding.
  if (rest === 1) throw invalid('the length is impossible')
  const bytes = new Uint8Array(Math.floor((codes.length * 3) / 4))
  const groupsEnd = codes.length - rest
  let written = 0
  for (let read = 0; read < groupsEnd; read += 4) {
    const group = groupAt(codes, read)
    bytes[written++] = group >> 16
    bytes[written++] = group >> 8
    bytes[written++] = group
  }
  if (rest > 0) {
    const last = Uint8Array.of(codes[groupsEnd]!, codes[groupsEnd + 1]!, ZERO, ZERO)
    if (rest === 3) last[2] = codes[groupsEnd + 2]!
    const group = groupAt(last, 0)
    // Unused trailing bits would give several texts for the same bytes (RFC 4648 §3.5).
    if ((group & (rest === 3 ? 0xff : 0xffff)) !== 0) throw invalid('unused bits are set')
    bytes[written++] = group >> 16
    if (rest === 3) bytes[written++] = group >> 8
  }
  return bytes
}

/** The 24 bits of four symbols. */
function groupAt(codes: Uint8Array, index: number): number {
  const group =
    (valueOf[codes[index]!]! << 18) |
    (valueOf[codes[index + 1]!]! << 12) |
    (valueOf[codes[index + 2]!]! << 6) |
    valueOf[codes[index + 3]!]!
  // The value of what is no symbol is negative, and its sign survives shifting and joining.
  if (group < 0) throw invalid('a character is outside the alphabet')
  return group
}

function invalid(why: string): ProtocolError {
  return new ProtocolError('base64url-invalid', `base64url: ${why}`)
}
