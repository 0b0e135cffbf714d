/**
 * Key files: private keys under a passphrase.
 *
 * A key file is JSON: the header says what the file is for, whose it is and how the passphrase is stretched; the whole
 * header is the associated data of the ciphertext, so a file cannot be passed off as another's, and its parameters
 * cannot be turned down without being noticed.
 *
 * Stretching: Argon2id version 1.3 (RFC 9106) with 256 MiB and 3 passes, one lane (libsodium's `crypto_pwhash`), which
 * is its MODERATE setting: about 0.7 s of the owner's time, and memory that makes guessing on graphics cards dear.
 * Sealing: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) under a random nonce.
 *
 * @module
 */
import { encodeBase64url, parseBase64url } from '../protocol/base64url.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { sodium } from '../protocol/sodium.ts'
import { ClientError } from './errors.ts'
import { GREATEST_COST, LEAST_COST, stretchPassphrase } from './stretch-passphrase.ts'
import type { StretchCost } from './stretch-passphrase.ts'

/** What a key file holds. */
export type KeyPurpose = 'custodian' | 'roster' | 'function' | 'member'

/** What a key file is bound to: it opens for this purpose and this owner only. */
export interface KeyFileBinding {
  readonly purpose: KeyPurpose
  /** Whose keys these are, such as `polisen-sydlanda/custodian-1`. No personal name. */
  readonly owner: string
}

/** Passphrases shorter than this many characters are refused when a file is written. */
export const LEAST_PASSPHRASE = 12

const FORMAT = 'sluss/key-file/v1'

interface KeyFileHeader extends KeyFileBinding {
  readonly format: typeof FORMAT
  readonly kdf: StretchCost & { readonly name: 'argon2id13'; readonly salt: string }
  readonly nonce: string
}

/**
 * Seals a secret into the text of a key file.
 *
 * Takes about a second (Argon2id) and does not yield meanwhile.
 *
 * @throws ClientError `passphrase-too-short`, `key-file-too-weak`, `key-file-too-costly`
 */
export function sealKeyFile(
  binding: KeyFileBinding,
  secret: Uint8Array,
  passphrase: string,
  cost: StretchCost = LEAST_COST,
): string {
  verifyPassphrase(passphrase)
  verifyCost(cost)
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  const header: KeyFileHeader = {
    format: FORMAT,
    purpose: binding.purpose,
    owner: binding.owner,
    kdf: {
      name: 'argon2id13',
      passes: cost.passes,
      memoryBytes: cost.memoryBytes,
      salt: encodeBase64url(salt),
    },
    nonce: encodeBase64url(nonce),
  }
  const key = stretchPassphrase(passphrase, salt, cost)
  const ciphertext = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    secret,
    encodeUtf8(JSON.stringify(header)),
    null,
    nonce,
    key,
  )
  sodium.memzero(key)
  return `${JSON.stringify({ ...header, ciphertext: encodeBase64url(ciphertext) }, null, 2)}\n`
}

/** Gives back a passphrase that may protect a new key file. Throws `passphrase-too-short`. */
export function verifyPassphrase(passphrase: string): string {
  if (Array.from(passphrase).length < LEAST_PASSPHRASE) {
    throw new ClientError('passphrase-too-short', 'the passphrase is too short')
  }
  return passphrase
}

/**
 * Opens a key file. A wrong passphrase and an altered file give the same code: they cannot be told apart.
 *
 * @throws ClientError `key-file-invalid`, `key-file-of-another`, `key-file-too-weak`, `key-file-too-costly`,
 * `key-file-open-failed`
 */
export function openKeyFile(binding: KeyFileBinding, text: string, passphrase: string): Uint8Array {
  const { header, ciphertext } = parseKeyFile(text)
  if (header.purpose !== binding.purpose || header.owner !== binding.owner) {
    throw new ClientError('key-file-of-another', 'the key file is for another purpose or owner')
  }
  verifyCost(header.kdf)
  const salt = parseBytes(header.kdf.salt, sodium.crypto_pwhash_SALTBYTES)
  const nonce = parseBytes(header.nonce, sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  const key = stretchPassphrase(passphrase, salt, header.kdf)
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      ciphertext,
      encodeUtf8(JSON.stringify(header)),
      nonce,
      key,
    )
  } catch {
    // The cause says nothing more, and one indistinguishable answer is the point.
    throw new ClientError('key-file-open-failed', 'wrong passphrase, or the key file was altered')
  } finally {
    sodium.memzero(key)
  }
}

function verifyCost(cost: StretchCost): void {
  if (cost.passes < LEAST_COST.passes || cost.memoryBytes < LEAST_COST.memoryBytes) {
    throw new ClientError('key-file-too-weak', 'the key file is weaker than allowed')
  }
  if (cost.passes > GREATEST_COST.passes || cost.memoryBytes > GREATEST_COST.memoryBytes) {
    throw new ClientError('key-file-too-costly', 'the key file asks for more work than allowed')
  }
}

function parseKeyFile(text: string): { header: KeyFileHeader; ciphertext: Uint8Array } {
  const invalid = (cause?: unknown) =>
    new ClientError('key-file-invalid', 'this is not a key file', { cause })
  let parsed: JsonValue
  try {
    parsed = parseJson(encodeUtf8(text))
  } catch (cause) {
    throw invalid(cause)
  }
  if (!isJsonObject(parsed)) throw invalid()
  const { ciphertext, ...header } = parsed
  if (!isHeader(header) || typeof ciphertext !== 'string') throw invalid()
  // The header is authenticated as it is written here, so only this writing is accepted.
  if (`${JSON.stringify({ ...header, ciphertext }, null, 2)}\n` !== text) throw invalid()
  return { header, ciphertext: parseBytes(ciphertext) }
}

function isHeader(header: JsonObject): header is JsonObject & KeyFileHeader {
  const { kdf } = header
  return (
    header['format'] === FORMAT &&
    typeof header['purpose'] === 'string' &&
    typeof header['owner'] === 'string' &&
    typeof header['nonce'] === 'string' &&
    Object.keys(header).length === 5 &&
    isJsonObject(kdf) &&
    kdf['name'] === 'argon2id13' &&
    Number.isSafeInteger(kdf['passes']) &&
    Number.isSafeInteger(kdf['memoryBytes']) &&
    typeof kdf['salt'] === 'string' &&
    Object.keys(kdf).length === 4
  )
}

function parseBytes(text: string, length?: number): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = parseBase64url(text)
  } catch (cause) {
    throw new ClientError('key-file-invalid', 'this is not a key file', { cause })
  }
  if (length !== undefined && bytes.length !== length) {
    throw new ClientError('key-file-invalid', 'this is not a key file')
  }
  return bytes
}
