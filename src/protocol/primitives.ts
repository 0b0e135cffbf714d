/**
 * The few operations that everything else calls thousands of times, in plain JavaScript and libsodium: what browsers run.
 *
 * Imported as `#primitives`: where the runtime is Node, `node/primitives.ts` stands in its place (package.json, `imports`).
 * Both give the same answers to everything; a test holds them against each other.
 *
 * @module
 */
import { sodium } from './sodium.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const INVALID = -1
/** The symbol whose bits are all zero. */
const ZERO = 0x41

const codeOf = Uint8Array.from(ALPHABET, (symbol) => symbol.charCodeAt(0))
const valueOf = new Int8Array(256).fill(INVALID)
for (const [value, code] of codeOf.entries()) valueOf[code] = value

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** What is hashed: bytes, or the UTF-8 of a well-formed text, which need not become an array first. */
export type Message = Uint8Array | string

/** SHA-256 (FIPS 180-4): 32 bytes. */
export function sha256(message: Message): Uint8Array {
  return sodium.crypto_hash_sha256(message)
}

/**
 * SHA-256 of many stretches of the same bytes: `bounds` holds start and end of each in turn, and the hashes stand one after
 * the other in what is returned. For whoever hashes a whole log.
 */
export function sha256Each(bytes: Uint8Array, bounds: Uint32Array): Uint8Array {
  const hashes = new Uint8Array(bounds.length * 16)
  for (let i = 0; i < bounds.length; i += 2)
    hashes.set(sodium.crypto_hash_sha256(bytes.subarray(bounds[i]!, bounds[i + 1]!)), i * 16)
  return hashes
}

/** SHA-256 in base64url without padding: 43 characters. */
export function sha256Base64url(bytes: Uint8Array): string {
  return writeBase64url(sha256(bytes))
}

/** HMAC-SHA256 (RFC 2104) under a key of any length, the empty one too. */
export function hmacSha256(key: Uint8Array, message: Message): Uint8Array {
  const state = sodium.crypto_auth_hmacsha256_init(key)
  sodium.crypto_auth_hmacsha256_update(state, message)
  return sodium.crypto_auth_hmacsha256_final(state)
}

/** The same in base64url without padding: 43 characters. */
export function hmacSha256Base64url(key: Uint8Array, message: Message): string {
  return writeBase64url(hmacSha256(key, message))
}

/** The Ed25519 signature (RFC 8032 §5.1.6) of a message: 64 bytes. `seed` and `publicKey` are of one key. */
export function signEd25519(
  message: Uint8Array,
  { seed, publicKey }: { readonly seed: Uint8Array; readonly publicKey: Uint8Array },
): Uint8Array {
  const secretKey = new Uint8Array(sodium.crypto_sign_SECRETKEYBYTES)
  secretKey.set(seed)
  secretKey.set(publicKey, seed.length)
  return sodium.crypto_sign_detached(message, secretKey)
}

/** Bytes as base64url without padding (RFC 4648 §5). */
export function writeBase64url(bytes: Uint8Array): string {
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

/** The bytes that `writeBase64url` writes so; undefined if there are none. */
export function readBase64url(text: string): Uint8Array | undefined {
  // As UTF-8 a foreign character becomes bytes that are no symbols.
  const codes = encoder.encode(text)
  const rest = codes.length % 4
  // One symbol alone carries six bits: no byte string has such an encoding.
  if (rest === 1) return undefined
  const bytes = new Uint8Array(Math.floor((codes.length * 3) / 4))
  const groupsEnd = codes.length - rest
  let written = 0
  for (let read = 0; read < groupsEnd; read += 4) {
    const group = groupAt(codes, read)
    if (group < 0) return undefined
    bytes[written++] = group >> 16
    bytes[written++] = group >> 8
    bytes[written++] = group
  }
  if (rest > 0) {
    const last = Uint8Array.of(codes[groupsEnd]!, codes[groupsEnd + 1]!, ZERO, ZERO)
    if (rest === 3) last[2] = codes[groupsEnd + 2]!
    const group = groupAt(last, 0)
    // Unused trailing bits would give several texts for the same bytes (RFC 4648 §3.5).
    if (group < 0 || (group & (rest === 3 ? 0xff : 0xffff)) !== 0) return undefined
    bytes[written++] = group >> 16
    if (rest === 3) bytes[written++] = group >> 8
  }
  return bytes
}

/** The 24 bits of four symbols; negative if one of them is none, since its sign survives shifting and joining. */
function groupAt(codes: Uint8Array, index: number): number {
  return (
    (valueOf[codes[index]!]! << 18) |
    (valueOf[codes[index + 1]!]! << 12) |
    (valueOf[codes[index + 2]!]! << 6) |
    valueOf[codes[index + 3]!]!
  )
}
