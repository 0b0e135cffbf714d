import { parseBase64url } from '../protocol/base64url.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { ClientError } from './errors.ts'
import { isFairCost } from './stretch-passphrase.ts'
import type { StretchCost } from './stretch-passphrase.ts'
import type { VaultOwner } from './vault-secret.ts'

/** One way to open a vault: its key, sealed under that way's own. Bytes are base64url. */
export type VaultSlot = {
  readonly nonce: string
  readonly key: string
} & VaultSlotName

/** What a slot is opened with. */
export type VaultSlotName =
  | { readonly kind: 'passkey'; readonly credential: string; readonly salt: string }
  | { readonly kind: 'passphrase'; readonly cost: StretchCost; readonly salt: string }

/** A vault as it rests at the gateway. */
export interface VaultEnvelope {
  readonly format: typeof FORMAT
  readonly purpose: 'member'
  readonly owner: VaultOwner
  /** How many times it was sealed: who has seen one refuses an earlier one. */
  readonly generation: number
  readonly slots: readonly VaultSlot[]
  readonly nonce: string
  readonly ciphertext: string
}

/** Name and version of the format. */
export const FORMAT = 'sluss/vault/v1'

/** More ways to open it than anybody has devices. */
const MOST_SLOTS = 16

/** Reads a vault, strictly as it is written. Throws ClientError `vault-invalid`. */
export function parseVaultEnvelope(text: string): VaultEnvelope {
  let value: JsonValue
  try {
    value = parseJson(encodeUtf8(text))
  } catch (cause) {
    throw vaultInvalid({ cause })
  }
  // The header is authenticated as it is written here, so only this writing is accepted.
  if (!isEnvelope(value) || JSON.stringify(value) !== text) throw vaultInvalid()
  return value
}

/** Bytes of a field, of a length if one is given. Throws ClientError `vault-invalid`. */
export function vaultBytes(text: string, length?: number): Uint8Array {
  try {
    const bytes = parseBase64url(text)
    if (length === undefined || bytes.length === length) return bytes
  } catch (cause) {
    throw vaultInvalid({ cause })
  }
  throw vaultInvalid()
}

/** The refusal of what is no vault. */
export function vaultInvalid(options?: ErrorOptions): ClientError {
  return new ClientError('vault-invalid', 'this is not a vault', options)
}

function isEnvelope(value: unknown): value is VaultEnvelope {
  return (
    hasOnly(value, ['format', 'purpose', 'owner', 'generation', 'slots', 'nonce', 'ciphertext']) &&
    value['format'] === FORMAT &&
    value['purpose'] === 'member' &&
    hasOnly(value['owner'], ['agency', 'issuer', 'subject']) &&
    Object.values(value['owner']).every(isText) &&
    Number.isSafeInteger(value['generation']) &&
    (value['generation'] as number) > 0 &&
    isText(value['nonce']) &&
    isText(value['ciphertext']) &&
    Array.isArray(value['slots']) &&
    value['slots'].length > 0 &&
    value['slots'].length <= MOST_SLOTS &&
    value['slots'].every(isSlot)
  )
}

function isSlot(value: unknown): value is VaultSlot {
  if (!isJsonObject(value)) return false
  const { kind, salt, nonce, key, credential, cost } = value
  if (!isText(salt) || !isText(nonce) || !isText(key)) return false
  if (kind === 'passkey')
    return hasOnly(value, ['kind', 'credential', 'salt', 'nonce', 'key']) && isText(credential)
  return (
    kind === 'passphrase' &&
    hasOnly(value, ['kind', 'cost', 'salt', 'nonce', 'key']) &&
    hasOnly(cost, ['passes', 'memoryBytes']) &&
    Object.values(cost).every(Number.isSafeInteger) &&
    isFairCost(cost as unknown as StretchCost)
  )
}

/** Whether it is an object of these members in this order. */
function hasOnly(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  return isJsonObject(value) && Object.keys(value).join() === names.join()
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
