/**
 * Hybrid Public Key Encryption (RFC 9180) in base mode, one message per encapsulation, with the KEM X-Wing
 * (draft-connolly-cfrg-xwing-kem), HKDF-SHA256 and ChaCha20-Poly1305.
 *
 * Built on libsodium so that it is synchronous and the same in Node and in a browser: WebCrypto has no HKDF-Extract of its
 * own and refuses the empty key that the schedule needs.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { randomBytes } from './random.ts'
import type { RandomBytes } from './random.ts'
import type { SealingKey, SealingPublicKey } from './sealing-key.ts'
import { hmacSha256 } from './sha256.ts'
import { sodium } from './sodium.ts'

/** The sizes of an encapsulated key and of an authentication tag, in bytes. */
export const ENCAPSULATED_KEY_SIZE = 1120
export const TAG_SIZE = 16

/** Key and nonce sizes of ChaCha20-Poly1305 (RFC 9180 §7.3). */
const KEY_SIZE = 32
const NONCE_SIZE = 12

/** `"HPKE" ‖ KEM 0x647a ‖ KDF 0x0001 ‖ AEAD 0x0003` (RFC 9180 §5.1). */
const SUITE_ID = suiteId(0x647a, 0x0001, 0x0003)

const EMPTY = new Uint8Array(0)
const VERSION = encodeUtf8('HPKE-v1')

/** What both sides of a base-mode message bind it to. */
export interface HpkeContext {
  /** What the key is for. */
  readonly info: Uint8Array
  /** What the message is bound to. */
  readonly aad: Uint8Array
}

/** A sealed message: the encapsulated key, and the ciphertext with its tag. */
export interface HpkeMessage {
  readonly enc: Uint8Array
  readonly ciphertext: Uint8Array
}

/** Seals a message that only the recipient can open. Anyone can seal: who did must be signed elsewhere. */
export function sealBase(
  message: HpkeContext & { readonly recipient: SealingPublicKey; readonly plaintext: Uint8Array },
  random: RandomBytes = randomBytes,
): HpkeMessage {
  const { recipient, info, aad, plaintext } = message
  // X-Wing's EncapsulateDerand: 32 bytes for ML-KEM and 32 for the ephemeral X25519 key.
  const { ciphertext: enc, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(
    recipient.publicKey,
    random(64),
  )
  const { key, baseNonce } = keySchedule(SUITE_ID, sharedSecret, info)
  return {
    enc,
    ciphertext: sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
      plaintext,
      aad,
      null,
      baseNonce,
      key,
    ),
  }
}

/** Opens a message; throws `hpke-open-failed` without telling whether key, info, aad or bytes were wrong. */
export function openBase(
  message: HpkeContext & HpkeMessage & { readonly recipient: SealingKey },
): Uint8Array {
  const { recipient, info, aad, enc, ciphertext } = message
  try {
    const sharedSecret = sodium.crypto_kem_xwing_dec(enc, recipient.seed)
    const { key, baseNonce } = keySchedule(SUITE_ID, sharedSecret, info)
    return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, aad, baseNonce, key)
  } catch {
    throw new ProtocolError('hpke-open-failed', 'the sealed message does not open')
  }
}

/** The name of a cipher suite inside the key schedule (RFC 9180 §5.1); identifiers from §7 and the IANA registry. */
export function suiteId(kem: number, kdf: number, aead: number): Uint8Array {
  return concatBytes(encodeUtf8('HPKE'), uint16(kem), uint16(kdf), uint16(aead))
}

/**
 * The key schedule in base mode (RFC 9180 §5.1) with HKDF-SHA256 and ChaCha20-Poly1305. The suite is a parameter because
 * the RFC's vectors are for other KEMs.
 */
export function keySchedule(
  suite: Uint8Array,
  sharedSecret: Uint8Array,
  info: Uint8Array,
): { readonly key: Uint8Array; readonly baseNonce: Uint8Array } {
  const pskIdHash = labeledExtract(suite, EMPTY, 'psk_id_hash', EMPTY)
  const infoHash = labeledExtract(suite, EMPTY, 'info_hash', info)
  const context = concatBytes(Uint8Array.of(0x00 /* mode_base */), pskIdHash, infoHash)
  const secret = labeledExtract(suite, sharedSecret, 'secret', EMPTY)
  return {
    key: labeledExpand(suite, secret, 'key', context, KEY_SIZE),
    baseNonce: labeledExpand(suite, secret, 'base_nonce', context, NONCE_SIZE),
  }
}

/** RFC 9180 §4, over HKDF-Extract (RFC 5869 §2.2). */
function labeledExtract(
  suite: Uint8Array,
  salt: Uint8Array,
  label: string,
  keyMaterial: Uint8Array,
): Uint8Array {
  return hmacSha256(salt, concatBytes(VERSION, suite, encodeUtf8(label), keyMaterial))
}

/** RFC 9180 §4, over HKDF-Expand (RFC 5869 §2.3). No output here is longer than one block of the hash. */
function labeledExpand(
  suite: Uint8Array,
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const info = concatBytes(uint16(length), VERSION, suite, encodeUtf8(label), context)
  return hmacSha256(secret, concatBytes(info, Uint8Array.of(1))).subarray(0, length)
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff)
}
