/**
 * SHA-256 (FIPS 180-4) and HMAC-SHA256 (RFC 2104), synchronous and the same in every runtime.
 *
 * @module
 */
import { encodeBase64url, parseBase64url } from './base64url.ts'
import { ProtocolError } from './errors.ts'
import { sodium } from './sodium.ts'

/** SHA-256 of some bytes as base64url: 43 characters. How formats refer to one another. */
export type Digest = string

/** Makes a digest. Injected where a runtime has a faster SHA-256 than ours; the answer must be the same as `digestOf`'s. */
export type MakeDigest = (bytes: Uint8Array) => Digest

/** HMAC-SHA256. Injected where a runtime has a faster one; the answer must be the same as `hmacSha256`'s. */
export type Hmac = (key: Uint8Array, message: Uint8Array) => Uint8Array

/** SHA-256 of the bytes: 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return sodium.crypto_hash_sha256(bytes)
}

/** SHA-256 of the bytes in the form that documents carry. */
export function digestOf(bytes: Uint8Array): Digest {
  return encodeBase64url(sha256(bytes))
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

/** HMAC-SHA256 of the message under a key of any length, the empty one too. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const state = sodium.crypto_auth_hmacsha256_init(key)
  sodium.crypto_auth_hmacsha256_update(state, message)
  return sodium.crypto_auth_hmacsha256_final(state)
}
