/**
 * Sealing keys: X-Wing, X25519 and ML-KEM-768 in one (draft-connolly-cfrg-xwing-kem), written as JSON Web Keys of type AKP
 * (RFC 9964), named by their thumbprint (RFC 7638).
 *
 * What is sealed today must stay sealed when quantum computers come: the address of a hunted person keeps its value for
 * decades.
 *
 * @module
 */
import { encodeBase64url, parseBase64url } from './base64url.ts'
import { encodeUtf8 } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject } from './json.ts'
import { randomBytes } from './random.ts'
import { digestOf } from './sha256.ts'
import { sodium } from './sodium.ts'

/** A key that is sealed to: 1216 bytes, and the thumbprint that names it. */
export interface SealingPublicKey {
  readonly kid: string
  readonly publicKey: Uint8Array
}

/** A key that opens. The seed (32 bytes) is X-Wing's decapsulation key; the public key follows from it. */
export interface SealingKey extends SealingPublicKey {
  readonly seed: Uint8Array
}

/** The public key as a JSON Web Key with exactly these members (RFC 9964 §3; the `alg` value is ours). */
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
  if (!isJsonObject(jwk) || Object.keys(jwk).length !== 3) throw keyInvalid()
  if (jwk['kty'] !== 'AKP' || jwk['alg'] !== 'X-Wing' || typeof jwk['pub'] !== 'string')
    throw keyInvalid()
  const publicKey = parseBase64url(jwk['pub'])
  if (publicKey.length !== sodium.crypto_kem_xwing_PUBLICKEYBYTES) throw keyInvalid()
  if (!hasReducedCoefficients(publicKey)) throw keyInvalid()
  return publicSealingKey(publicKey)
}

function publicSealingKey(publicKey: Uint8Array): SealingPublicKey {
  // RFC 7638 §3.2 with the members that RFC 9964 §6 requires for AKP.
  const members = `{"alg":"X-Wing","kty":"AKP","pub":"${encodeBase64url(publicKey)}"}`
  return { kid: digestOf(encodeUtf8(members)), publicKey }
}

/** ML-KEM-768: 768 coefficients of twelve bits, each below q (FIPS 203 §7.2, the modulus check). */
const COEFFICIENT_BYTES = 1152
const Q = 3329

function hasReducedCoefficients(publicKey: Uint8Array): boolean {
  for (let i = 0; i < COEFFICIENT_BYTES; i += 3) {
    const pair = publicKey[i]! | (publicKey[i + 1]! << 8) | (publicKey[i + 2]! << 16)
    if ((pair & 0xfff) >= Q || pair >> 12 >= Q) return false
  }
  return true
}

function keyInvalid(): ProtocolError {
  return new ProtocolError('key-invalid', 'not a sealing key')
}
