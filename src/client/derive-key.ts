import { concatBytes, encodeUtf8 } from '../protocol/bytes.ts'
import { hmacSha256 } from '../protocol/sha256.ts'

const NO_SALT = new Uint8Array(32)

/**
 * HKDF-SHA256 (RFC 5869) without salt, to 32 bytes, which is one block. The names say what the key is for and whose; they are joined by
 * NUL, so that no two lists of names give the same key.
 */
export function deriveKey(secret: Uint8Array, ...names: readonly string[]): Uint8Array {
  const info = encodeUtf8(names.join('\0'))
  return hmacSha256(hmacSha256(NO_SALT, secret), concatBytes(info, Uint8Array.of(1)))
}
