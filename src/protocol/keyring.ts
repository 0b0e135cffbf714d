/**
 * A keyring: the keys of the parts that one reading function may have, sealed to that function.
 *
 *     keyring = enc ‖ ciphertext        HPKE base mode (RFC 9180), see hpke.ts
 *     info    = "sluss/keyring/v1" ‖ 00 ‖ head digest ‖ 00 ‖ reader kid
 *     text    = deterministic CBOR map, part id → key, padded
 *
 * The manifest carries the digest of all of it, so the encapsulated key cannot be exchanged either.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from './bytes.ts'
import { encodeCbor, isCborMap, parseCbor } from './cbor.ts'
import { ProtocolError } from './errors.ts'
import { ENCAPSULATED_KEY_SIZE, TAG_SIZE, openBase, sealBase } from './hpke.ts'
import { isPaddedSize, pad, unpad } from './padding.ts'
import { isPartId } from './part-id.ts'
import { randomBytes } from './random.ts'
import type { RandomBytes } from './random.ts'
import type { SealingKey, SealingPublicKey } from './sealing-key.ts'
import { digestOf } from './sha256.ts'
import type { Digest } from './sha256.ts'

/** Thirteen keys fit below the floor. */
const KEYRING_SIZE_FLOOR = 512

const KEY_SIZE = 32
const NO_AAD = new Uint8Array(0)

/** A sealed keyring, and the digest by which the manifest names it. */
export interface SealedKeyring {
  readonly bytes: Uint8Array
  readonly digest: Digest
}

/** Seals the keys of some parts to a reader. */
export function sealKeyring(
  keyring: {
    readonly headDigest: Digest
    readonly reader: SealingPublicKey
    readonly keys: ReadonlyMap<string, Uint8Array>
  },
  random: RandomBytes = randomBytes,
): SealedKeyring {
  const { headDigest, reader, keys } = keyring
  const plaintext = pad(encodeCbor(keys), KEYRING_SIZE_FLOOR)
  const info = keyringInfo(headDigest, reader)
  const { enc, ciphertext } = sealBase({ recipient: reader, info, aad: NO_AAD, plaintext }, random)
  const bytes = concatBytes(enc, ciphertext)
  return { bytes, digest: digestOf(bytes) }
}

/**
 * Opens a keyring: part id → key. Throws `keyring-digest-mismatch` if these are not the bytes that the manifest names,
 * `keyring-open-failed` if it was sealed to another key or for another head, or does not hold keys.
 */
export function openKeyring(keyring: {
  readonly headDigest: Digest
  readonly reader: SealingKey
  readonly bytes: Uint8Array
  readonly digest: Digest
}): Map<string, Uint8Array> {
  const { headDigest, reader, bytes, digest } = keyring
  verifyKeyringBytes(bytes, digest)
  try {
    const padded = openBase({
      recipient: reader,
      info: keyringInfo(headDigest, reader),
      aad: NO_AAD,
      enc: bytes.subarray(0, ENCAPSULATED_KEY_SIZE),
      ciphertext: bytes.subarray(ENCAPSULATED_KEY_SIZE),
    })
    return parseKeys(unpad(padded, KEYRING_SIZE_FLOOR))
  } catch (cause) {
    throw new ProtocolError('keyring-open-failed', 'the keyring does not open', { cause })
  }
}

/** Checks a keyring without a key, as a gateway can. Throws `keyring-digest-mismatch`. */
export function verifyKeyringBytes(bytes: Uint8Array, digest: Digest): void {
  const size = bytes.length - ENCAPSULATED_KEY_SIZE - TAG_SIZE
  if (!isPaddedSize(size, KEYRING_SIZE_FLOOR) || digestOf(bytes) !== digest)
    throw new ProtocolError('keyring-digest-mismatch', 'a keyring has other bytes than stated')
}

function keyringInfo(headDigest: Digest, reader: SealingPublicKey): Uint8Array {
  return encodeUtf8(`sluss/keyring/v1\0${headDigest}\0${reader.kid}`)
}

function parseKeys(bytes: Uint8Array): Map<string, Uint8Array> {
  const value = parseCbor(bytes)
  if (!isCborMap(value)) throw notKeys()
  const keys = new Map<string, Uint8Array>()
  for (const [id, key] of value) {
    if (!isPartId(id) || !(key instanceof Uint8Array) || key.length !== KEY_SIZE) throw notKeys()
    keys.set(id, key)
  }
  return keys
}

function notKeys(): ProtocolError {
  return new ProtocolError('keyring-open-failed', 'the keyring holds something else than keys')
}
