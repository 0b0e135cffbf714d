/**
 * What one browser remembers beside a vault, so that nobody can show it an older world: rosters, checkpoint and law (`kept.ts`), and the
 * newest text of the vault itself. It is sealed under the vault's root: who writes in the browser's storage can delete it, but not change
 * it, nor give one person's to another.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import { randomBytes } from '../protocol/random.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { sodium } from '../protocol/sodium.ts'
import { deriveKey } from './derive-key.ts'
import { ClientError } from './errors.ts'
import { NOTHING_KEPT, parseKept } from './kept.ts'
import type { Kept } from './kept.ts'
import type { SealedVault, Vault } from './vault.ts'

/** What is remembered. */
export interface VaultMemory {
  readonly kept: Kept
  /** The newest vault that was seen here. */
  readonly seen: { readonly generation: number; readonly digest: Digest } | null
}

/** A browser that has never seen the vault. */
export const NO_MEMORY: VaultMemory = { kept: NOTHING_KEPT, seen: null }

const NONCE_SIZE = 24

/** Seals what is remembered. */
export function sealVaultMemory(vault: Vault, memory: VaultMemory): Uint8Array {
  const nonce = randomBytes(NONCE_SIZE)
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    encodeUtf8(JSON.stringify({ v: 1, ...memory })),
    null,
    null,
    nonce,
    keyOf(vault),
  )
  return concatBytes(nonce, sealed)
}

/** Reads it back. Throws ClientError `kept-invalid` if it was altered or is not this vault's. */
export function openVaultMemory(vault: Vault, bytes: Uint8Array): VaultMemory {
  try {
    const text = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      bytes.subarray(NONCE_SIZE),
      null,
      bytes.subarray(0, NONCE_SIZE),
      keyOf(vault),
    )
    const value = parseJson(text)
    if (!isJsonObject(value) || value['v'] !== 1) throw new TypeError('not a memory')
    return { kept: parseKept(value['kept']), seen: value['seen'] as VaultMemory['seen'] }
  } catch (cause) {
    throw new ClientError('kept-invalid', 'what was kept cannot be read', { cause })
  }
}

/**
 * Compares an opened vault with the one that was seen last, and returns what to remember.
 *
 * @throws ClientError `vault-rolled-back` if it is older than that, or another of the same generation
 */
export function rememberVault(memory: VaultMemory, { vault, text }: SealedVault): VaultMemory {
  const seen = { generation: vault.generation, digest: digestOf(encodeUtf8(text)) }
  const { seen: before } = memory
  const isOlder = before !== null && seen.generation < before.generation
  const isOther =
    before !== null && seen.generation === before.generation && seen.digest !== before.digest
  if (isOlder || isOther)
    throw new ClientError(
      'vault-rolled-back',
      'the vault is not the one seen last, nor a later one',
    )
  return { ...memory, seen }
}

function keyOf({ owner, content }: Vault): Uint8Array {
  const { agency, issuer, subject } = owner
  return deriveKey(content.root, 'sluss/vault-memory/v1', agency, issuer, subject)
}
