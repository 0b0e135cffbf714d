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
const INVALID = 0xff

const codeOf = Uint8Array.from(ALPHABET, (symbol) => symbol.charCodeAt(0))
const valueOf = new Uint8Array(128).fill(INVALID)
for (const [value, code] of codeOf.entries()) valueOf[code] = value

const ascii = new TextDecoder()

/** Encodes bytes as base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let bits = 0
  let pending = 0
  let written = 0
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    for (pending += 8; pending >= 6; written++) {
      pending -= 6
      codes[written] = codeOf[(bits >> pending) & 63]!
    }
  }
  if (pending > 0) codes[written] = codeOf[(bits << (6 - pending)) & 63]!
  return ascii.decode(codes)
}

/** Decodes base64url; throws `base64url-invalid` on anything that `encodeBase64url` would not have produced. */
export function parseBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let pending = 0
  let written = 0
  for (let i = 0; i < text.length; i++) {
    const value = valueOf[text.charCodeAt(i)] ?? INVALID
    if (value === INVALID) throw invalid('a character is outside the alphabet')
    bits = (bits << 6) | value
    pending += 6
    if (pending >= 8) {
      pending -= 8
      bytes[written++] = bits >> pending
    }
  }
  // One symbol alone carries six bits: no byte string has such an encoding.
  if (pending === 6) throw invalid('the length is impossible')
  // Unused trailing bits would give several texts for the same bytes (RFC 4648 §3.5).
  if ((bits & ((1 << pending) - 1)) !== 0) throw invalid('unused bits are set')
  return bytes
}

function invalid(why: string): ProtocolError {
  return new ProtocolError('base64url-invalid', `base64url: ${why}`)
}
