/**
 * Sealing keys: X-Wing, X25519 and ML-KEM-768 in one (draft-connolly-cfrg-xwing-kem), written as JSON Web Keys of type AKP
 * (RFC 9964), named by their thumbprint (RFC 7638).
 *
 * What is sealed today must stay sealed when quantum computers come: the address of a hunted person keeps its value for
 * decades.
 *
 * @module
 */
import { encodeBase64url } from './base64url.ts'
import { keyInvalid, parseJwkBytes } from './jwk.ts'
import { randomBytes } from './random.ts'
import { sodium } from './sodium.ts'
import { thumbprintOf } from './thumbprint.ts'

/** A key that is sealed to: 1216 bytes, and the thumbprint that names it. */
export interface SealingPublicKey {
  readonly kid: string
  readonly publicKey: Uint8Array
}

/** A key that opens. The seed (32 bytes) is X-Wing's decapsulation key; the public key follows from it. */
export interface SealingKey extends SealingPublicKey {
  readonly seed: Uint8Array
}

/** The public key as a JSON Web Key with exactly these members (RFC 9964; the `alg` value is ours). */
export interface SealingJwk {
  readonly kty: 'AKP'
  readonly alg: 'X-Wing'
  readonly pub: string
}

/** Makes a sealing key from the platform's randomness. */
export function generateSealingKey(): SealingKey {
  return sealingKeyFromSeed(randomBytes(sodium.crypto_kem_xwing_SEEDBYTES))
}

/** The sealing key of a 32-byte seed; throws TypeError on another length. */
export function sealingKeyFromSeed(seed: Uint8Array): SealingKey {
  const { publicKey } = sodium.crypto_kem_xwing_seed_keypair(seed)
  return { ...publicSealingKey(publicKey), seed }
}

/** The public key as a JSON Web Key. */
export function encodeSealingJwk(key: SealingPublicKey): SealingJwk {
  return { kty: 'AKP', alg: 'X-Wing', pub: encodeBase64url(key.publicKey) }
}

/** Reads a JSON Web Key from outside; throws `key-invalid` on other members or on bytes that nothing can be sealed to. */
export function parseSealingJwk(jwk: unknown): SealingPublicKey {
  const publicKey = parseJwkBytes(jwk, { kty: 'AKP', alg: 'X-Wing' }, 'pub')
  if (publicKey.length !== sodium.crypto_kem_xwing_PUBLICKEYBYTES) throw keyInvalid()
  if (!canBeSealedTo(publicKey)) throw keyInvalid()
  return publicSealingKey(publicKey)
}

function publicSealingKey(publicKey: Uint8Array): SealingPublicKey {
  const kid = thumbprintOf({ alg: 'X-Wing', kty: 'AKP', pub: encodeBase64url(publicKey) })
  return { kid, publicKey }
}

/**
 * Sealing fails to an ML-KEM key whose coefficients are not reduced (FIPS 203 §7.2, the modulus check) and to an X25519 key of
 * small order (RFC 7748 §6.1): a key that is tried once when it is read fails here, not in somebody's hurry.
 */
function canBeSealedTo(publicKey: Uint8Array): boolean {
  try {
    sodium.crypto_kem_xwing_enc(publicKey)
    return true
  } catch {
    return false
  }
}
