/**
 * Signing keys: Ed25519 (RFC 8032), written as JSON Web Keys (RFC 8037), named by their thumbprint (RFC 7638).
 *
 * @module
 */
import { signEd25519 } from '#primitives'
import { encodeBase64url } from './base64url.ts'
import { equalBytes } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { keyInvalid, parseJwkBytes } from './jwk.ts'
import { randomBytes } from './random.ts'
import { sodium } from './sodium.ts'
import { thumbprintOf } from './thumbprint.ts'

/** A key that signatures are verified with: 32 bytes, and the thumbprint that names it. */
export interface SigningPublicKey {
  readonly kid: string
  readonly publicKey: Uint8Array
}

/** A key that signs. The seed (32 bytes) is the secret; everything else follows from it. */
export interface SigningKey extends SigningPublicKey {
  readonly seed: Uint8Array
}

/** The public key as a JSON Web Key with exactly these members (RFC 8037 §2). */
export interface SigningJwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
}

/** Verifies one Ed25519 signature. Injected where a runtime has a faster one than ours; the answer must be the same. */
export type VerifySignature = (
  signature: Uint8Array,
  message: Uint8Array,
  key: SigningPublicKey,
) => boolean | Promise<boolean>

/** Makes a signing key from the platform's randomness. */
export function generateSigningKey(): SigningKey {
  return signingKeyFromSeed(randomBytes(sodium.crypto_sign_SEEDBYTES))
}

/** The signing key of a 32-byte seed (RFC 8032 §5.1.5); throws TypeError on another length. */
export function signingKeyFromSeed(seed: Uint8Array): SigningKey {
  const { publicKey } = sodium.crypto_sign_seed_keypair(seed)
  return { ...publicSigningKey(publicKey), seed }
}

/** The public key as a JSON Web Key. */
export function encodeSigningJwk(key: SigningPublicKey): SigningJwk {
  return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(key.publicKey) }
}

/**
 * Reads a JSON Web Key from outside. Throws `key-invalid` on other members or on bytes that are not the canonical encoding
 * of a point of the prime-order group, and `key-small-order` on a point that lets anyone forge signatures: some verifiers
 * (Chromium's WebCrypto) accept them, so no such key may ever be registered.
 */
export function parseSigningJwk(jwk: unknown): SigningPublicKey {
  return parseSigningPublicKey(parseJwkBytes(jwk, { kty: 'OKP', crv: 'Ed25519' }, 'x'))
}

/** Reads the 32 bytes of a public key from outside; throws as `parseSigningJwk`. */
export function parseSigningPublicKey(publicKey: Uint8Array): SigningPublicKey {
  if (publicKey.length !== sodium.crypto_sign_PUBLICKEYBYTES) throw keyInvalid()
  if (isSmallOrder(publicKey))
    throw new ProtocolError('key-small-order', 'the signing key is a point of small order')
  // Canonical encoding, on the curve, without a component of small order.
  if (!sodium.crypto_core_ed25519_is_valid_point(publicKey)) throw keyInvalid()
  return publicSigningKey(publicKey)
}

/** The Ed25519 signature (64 bytes) of a message. */
export function sign(message: Uint8Array, key: SigningKey): Uint8Array {
  return signEd25519(message, key)
}

/** Whether this is the key's signature of the message. */
export function isValidSignature(
  signature: Uint8Array,
  message: Uint8Array,
  key: SigningPublicKey,
): boolean {
  if (signature.length !== sodium.crypto_sign_BYTES) return false
  return sodium.crypto_sign_verify_detached(signature, message, key.publicKey)
}

function publicSigningKey(publicKey: Uint8Array): SigningPublicKey {
  const kid = thumbprintOf({ crv: 'Ed25519', kty: 'OKP', x: encodeBase64url(publicKey) })
  return { kid, publicKey }
}

/** The neutral element of the group, encoded: y = 1. */
const IDENTITY = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0))

/** A point is of small order when eight times it is the identity (RFC 8032 §5.1: the cofactor is 8). */
function isSmallOrder(point: Uint8Array): boolean {
  let multiple = point
  for (let doublings = 0; doublings < 3; doublings++) {
    try {
      multiple = sodium.crypto_core_ed25519_add(multiple, multiple)
    } catch {
      throw keyInvalid() // not on the curve
    }
  }
  return equalBytes(multiple, IDENTITY)
}
