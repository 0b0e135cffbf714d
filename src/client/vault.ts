/**
 * The vault: a member's private keys and pins, as they rest at a gateway that cannot open them.
 *
 *     content  under the vault's key (32 random bytes)                       AAD: the whole envelope but the ciphertext
 *     slot     the vault's key under what opens it (`vault-secret.ts`)        AAD: format, purpose, owner and the slot's name
 *
 * All sealing is XChaCha20-Poly1305 under random nonces. There is a slot for each passkey, and at most one for a passphrase with a device
 * secret. A vault is one person's at one agency: it opens as nobody else's, and a slot of one vault is none of another. Its generation
 * grows each time it is sealed; the client that has seen one refuses an earlier (`vault-memory.ts`). The padding hides for how many
 * functions there are keys.
 *
 * @module
 */
import { encodeBase64url } from '../protocol/base64url.ts'
import { encodeUtf8, equalBytes } from '../protocol/bytes.ts'
import { pad, unpad } from '../protocol/padding.ts'
import { randomBytes } from '../protocol/random.ts'
import { sodium } from '../protocol/sodium.ts'
import { renewDraftRoots } from './draft-roots.ts'
import { ClientError } from './errors.ts'
import { verifyPassphrase } from './keystore.ts'
import { LEAST_COST } from './stretch-passphrase.ts'
import { encodeVaultContent, parseVaultContent } from './vault-content.ts'
import type { VaultContent } from './vault-content.ts'
import { FORMAT, parseVaultEnvelope, vaultBytes } from './vault-envelope.ts'
import type { VaultEnvelope, VaultSlot, VaultSlotName } from './vault-envelope.ts'
import { passkeyWrap, passphraseWrap } from './vault-secret.ts'
import type { VaultOwner, VaultSecret } from './vault-secret.ts'

/** An open vault. Sealing it again makes another. */
export interface Vault {
  readonly owner: VaultOwner
  readonly content: VaultContent
  /** Of the text that was opened or sealed; 0 before there is one. */
  readonly generation: number
  readonly slots: readonly VaultSlot[]
  readonly key: Uint8Array
}

/** A vault and its text. */
export interface SealedVault {
  readonly vault: Vault
  readonly text: string
}

const KEY_SIZE = 32
const NONCE_SIZE = 24
const SALT_SIZE = 16
/** Most vaults then have the same size. */
const FLOOR = 8192

/** A new vault, which this secret opens. Throws `passphrase-too-short`. */
export function createVault(owner: VaultOwner, content: VaultContent, secret: VaultSecret): Vault {
  const key = randomBytes(KEY_SIZE)
  return addVaultSlot({ owner, content, generation: 0, slots: [], key }, secret)
}

/**
 * The same vault, which this secret opens as well: in place of an earlier one of the same passkey, or of the earlier passphrase. Throws
 * `passphrase-too-short`.
 */
export function addVaultSlot(vault: Vault, secret: VaultSecret): Vault {
  const name = nameSlot(secret)
  const nonce = randomBytes(NONCE_SIZE)
  const wrap = wrapOf(vault.owner, name, secret)
  const slot: VaultSlot = {
    ...name,
    nonce: encodeBase64url(nonce),
    key: encodeBase64url(sealBytes(vault.key, slotAad(vault.owner, name), nonce, wrap)),
  }
  const others = vault.slots.filter((other) => !isSameWay(other, name))
  return { ...vault, slots: [...others, slot] }
}

/**
 * The same keys under another vault key, which this secret alone opens, and drafts under another root: whoever has an older text and what
 * opened it can open that, and no later one, nor a draft that is saved from now on (`now` in ms since 1970). Throws
 * `passphrase-too-short`.
 */
export function rekeyVault(
  { owner, content, generation }: Vault,
  secret: VaultSecret,
  now: number,
): Vault {
  const drafts = renewDraftRoots(content.drafts, now)
  return { ...createVault(owner, { ...content, drafts, hasEarlier: true }, secret), generation }
}

/** Seals a vault for the next time, with this content. */
export function sealVault(vault: Vault, content: VaultContent = vault.content): SealedVault {
  const { owner, slots, key } = vault
  const nonce = randomBytes(NONCE_SIZE)
  const generation = vault.generation + 1
  const header = headerOf({ owner, generation, slots, nonce: encodeBase64url(nonce) })
  const padded = pad(encodeVaultContent(content), FLOOR)
  const ciphertext = encodeBase64url(sealBytes(padded, aadOf(header), nonce, key))
  const text = JSON.stringify({ ...header, ciphertext } satisfies VaultEnvelope)
  return { vault: { ...vault, generation, content }, text }
}

/**
 * Opens a vault. What is wrong with the secret or was altered cannot be told apart.
 *
 * @throws ClientError `vault-invalid`, `vault-of-another`, `vault-slot-missing` if it never opened with such a secret, `vault-open-failed`
 */
export function openVault(owner: VaultOwner, text: string, secret: VaultSecret): Vault {
  const envelope = parseOwnVault(owner, text)
  const slot = envelope.slots.find((each) => isSlotOf(each, secret))
  if (slot === undefined)
    throw new ClientError('vault-slot-missing', 'this does not open the vault')
  const { nonce, key: sealed, ...name } = slot
  const wrap = wrapOf(owner, name, secret)
  const key = openBytes(
    vaultBytes(sealed),
    slotAad(owner, name),
    vaultBytes(nonce, NONCE_SIZE),
    wrap,
  )
  return openEnvelope(owner, envelope, key)
}

/**
 * Opens a later text of an open vault, that another tab or device has saved, without asking for the secret again; gives the vault itself for
 * a text that is no later one, which is not read.
 *
 * @throws ClientError `vault-invalid`, `vault-of-another`, `vault-open-failed` also if it was given another key
 */
export function reopenVault(vault: Vault, text: string): Vault {
  const { owner, key, generation } = vault
  const envelope = parseOwnVault(owner, text)
  return envelope.generation > generation ? openEnvelope(owner, envelope, key) : vault
}

function openEnvelope(owner: VaultOwner, envelope: VaultEnvelope, key: Uint8Array): Vault {
  const { ciphertext, ...header } = envelope
  const { generation, slots, nonce } = header
  const sealed = vaultBytes(ciphertext)
  const padded = openBytes(sealed, aadOf(header), vaultBytes(nonce, NONCE_SIZE), key)
  return { owner, content: parseVaultContent(unpad(padded, FLOOR)), generation, slots, key }
}

/** What opens a vault, as it says; to be believed when it opens. Throws `vault-invalid`, `vault-of-another`. */
export function readVaultSlots(owner: VaultOwner, text: string): readonly VaultSlotName[] {
  return parseOwnVault(owner, text).slots
}

function parseOwnVault(owner: VaultOwner, text: string): VaultEnvelope {
  const envelope = parseVaultEnvelope(text)
  const { agency, issuer, subject } = envelope.owner
  if (agency !== owner.agency || issuer !== owner.issuer || subject !== owner.subject)
    throw new ClientError('vault-of-another', 'the vault is another person’s')
  return envelope
}

function nameSlot(secret: VaultSecret): VaultSlotName {
  if (secret.kind === 'passkey') {
    const { credential, salt } = secret
    return { kind: 'passkey', credential, salt: encodeBase64url(salt) }
  }
  verifyPassphrase(secret.passphrase)
  const salt = encodeBase64url(randomBytes(SALT_SIZE))
  return { kind: 'passphrase', cost: LEAST_COST, salt }
}

function wrapOf(owner: VaultOwner, name: VaultSlotName, secret: VaultSecret): Uint8Array {
  if (name.kind === 'passkey' && secret.kind === 'passkey')
    return passkeyWrap(owner, name.credential, secret.output)
  if (name.kind === 'passphrase' && secret.kind === 'passphrase') {
    const salt = vaultBytes(name.salt, SALT_SIZE)
    return passphraseWrap(owner, secret, { salt, cost: name.cost })
  }
  throw new TypeError('a secret of another kind')
}

function isSlotOf(slot: VaultSlot, secret: VaultSecret): boolean {
  if (slot.kind !== 'passkey' || secret.kind !== 'passkey') return slot.kind === secret.kind
  return slot.credential === secret.credential && equalBytes(vaultBytes(slot.salt), secret.salt)
}

function isSameWay(one: VaultSlotName, other: VaultSlotName): boolean {
  if (one.kind !== 'passkey' || other.kind !== 'passkey') return one.kind === other.kind
  return one.credential === other.credential
}

type Header = Omit<VaultEnvelope, 'ciphertext'>

function headerOf(rest: Omit<Header, 'format' | 'purpose'>): Header {
  const { agency, issuer, subject } = rest.owner
  const { generation, slots, nonce } = rest
  const owner = { agency, issuer, subject }
  return { format: FORMAT, purpose: 'member', owner, generation, slots, nonce }
}

function aadOf(header: Header): Uint8Array {
  return encodeUtf8(JSON.stringify(header))
}

function slotAad({ agency, issuer, subject }: VaultOwner, slot: VaultSlotName): Uint8Array {
  const owner = { agency, issuer, subject }
  return encodeUtf8(JSON.stringify({ format: FORMAT, purpose: 'member', owner, slot }))
}

function sealBytes(
  plaintext: Uint8Array,
  aad: Uint8Array,
  nonce: Uint8Array,
  key: Uint8Array,
): Uint8Array {
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key)
}

function openBytes(
  ciphertext: Uint8Array,
  aad: Uint8Array,
  nonce: Uint8Array,
  key: Uint8Array,
): Uint8Array {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, aad, nonce, key)
  } catch {
    // The cause says nothing more, and one indistinguishable answer is the point.
    throw new ClientError('vault-open-failed', 'wrong secret, or the vault was altered')
  }
}
