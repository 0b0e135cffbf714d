import { createHmac, hash } from 'node:crypto'

/** SHA-256 by the platform; on the writing path, where each entry is hashed. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

/** HMAC-SHA256 by the platform. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(message).digest()
}
