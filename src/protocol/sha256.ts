/**
 * SHA-256 (FIPS 180-4) and HMAC-SHA256 (RFC 2104), synchronous and the same in every runtime.
 *
 * @module
 */
import { hmacSha256, hmacSha256Base64url, sha256, sha256Base64url, sha256Each } from '#primitives'
import type { Message } from './primitives.ts'
import { parseBase64url } from './base64url.ts'
import { ProtocolError } from './errors.ts'

export { hmacSha256, hmacSha256Base64url, sha256, sha256Each }
export type { Message }

/** SHA-256 of some bytes as base64url: 43 characters. How formats refer to one another. */
export type Digest = string

/** SHA-256 of the bytes in the form that documents carry. */
export function digestOf(bytes: Uint8Array): Digest {
  return sha256Base64url(bytes)
}

/** The digest written in a text; throws `digest-invalid` if it is not the strict base64url of 32 bytes. */
export function parseDigest(text: string): Digest {
  try {
    if (parseBase64url(text).length === 32) return text
  } catch {
    // Falls through: a digest that is not base64url is no different from one of the wrong length.
  }
  throw new ProtocolError('digest-invalid', 'not a SHA-256 digest in base64url')
}
