import { encodeBase64url, parseBase64url } from '../protocol/base64url.ts'
import { encodeUtf8, parseUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import { randomBytes } from '../protocol/random.ts'
import { generateSigningKey } from '../protocol/signing-key.ts'
import { encodeIntroduction, parseIntroduction } from './introduction.ts'
import type { Introduction } from './introduction.ts'
import { encodeMemberKeys, parseMemberKeys } from './member-keys.ts'
import type { MemberKeys } from './member-keys.ts'
import { DRAFT_ROOT_SIZE } from './sealed-draft.ts'
import { vaultInvalid } from './vault-envelope.ts'

/** What is in a vault. */
export interface VaultContent {
  readonly keys: MemberKeys
  /** 32 random bytes, the same for as long as the vault: what else is sealed for the member alone hangs on it. */
  readonly root: Uint8Array
  /** Whom the member trusts; null until the introduction has been accepted. */
  readonly introduction: Introduction | null
}

/** The content of a new vault: a signing key, made here, and nobody known yet. */
export function newVaultContent(): VaultContent {
  return {
    keys: { signing: generateSigningKey(), reading: new Map() },
    root: randomBytes(DRAFT_ROOT_SIZE),
    introduction: null,
  }
}

/** The content before it is sealed. */
export function encodeVaultContent({ keys, root, introduction }: VaultContent): Uint8Array {
  return encodeUtf8(
    JSON.stringify({
      v: 1,
      keys: parseUtf8(encodeMemberKeys(keys)),
      root: encodeBase64url(root),
      introduction: introduction && encodeIntroduction(introduction),
    }),
  )
}

/** Reads what `encodeVaultContent` wrote. Throws ClientError `vault-invalid`. */
export function parseVaultContent(bytes: Uint8Array): VaultContent {
  const value = parseJson(bytes)
  if (!isJsonObject(value) || value['v'] !== 1) throw vaultInvalid()
  const { keys, root, introduction } = value
  if (typeof keys !== 'string' || typeof root !== 'string') throw vaultInvalid()
  if (typeof introduction !== 'string' && introduction !== null) throw vaultInvalid()
  return {
    keys: parseMemberKeys(encodeUtf8(keys)),
    root: parseBase64url(root),
    introduction: introduction === null ? null : parseIntroduction(introduction),
  }
}
