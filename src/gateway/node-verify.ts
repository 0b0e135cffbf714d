import { createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { encodeSigningJwk } from '../protocol/signing-key.ts'
import type { SigningPublicKey, VerifySignature } from '../protocol/signing-key.ts'

/** Most keys that are kept ready: more members than a node has at work at once. */
const KEPT = 4096

/**
 * Ed25519 by node:crypto (OpenSSL), on its thread pool, so that signatures are verified beside the event loop. Measured on
 * 4 cores, 4 KB signed: alone 265 µs instead of 157 µs synchronously, 64 at once 70 µs each instead of 157 µs. Keys come from
 * verified credentials: small-order points were refused when they were registered.
 */
export function buildVerifySignature(): VerifySignature {
  const keys = new Map<string, KeyObject>()
  function keyObject(key: SigningPublicKey): KeyObject {
    let object = keys.get(key.kid)
    if (object === undefined) {
      object = createPublicKey({ key: { ...encodeSigningJwk(key) }, format: 'jwk' })
      if (keys.size >= KEPT) keys.clear()
      keys.set(key.kid, object)
    }
    return object
  }
  return (signature, message, key) =>
    new Promise((resolve, reject) => {
      verify(null, message, keyObject(key), signature, (error, isValid) =>
        error === null ? resolve(isValid) : reject(error),
      )
    })
}
