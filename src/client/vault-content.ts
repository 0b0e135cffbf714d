import { encodeBase64url, parseBase64url } from '../protocol/base64url.ts'
import { encodeUtf8, parseUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { randomBytes } from '../protocol/random.ts'
import { generateSigningKey } from '../protocol/signing-key.ts'
import { newDraftRoots } from './draft-roots.ts'
import type { DraftRoot } from './draft-roots.ts'
import { encodeIntroduction, parseIntroduction } from './introduction.ts'
import type { Introduction } from './introduction.ts'
import { encodeMemberKeys, parseMemberKeys } from './member-keys.ts'
import type { MemberKeys } from './member-keys.ts'
import { DRAFT_ROOT_SIZE } from './sealed-draft.ts'
import { vaultInvalid } from './vault-envelope.ts'

/** What is in a vault. */
export interface VaultContent {
  readonly keys: MemberKeys
  /** 32 random bytes, the same for as long as the vault: what each browser remembers beside it hangs on them. */
  readonly root: Uint8Array
  /** What drafts are sealed under: the newest first, another one each time that other secrets open the vault. */
  readonly drafts: readonly DraftRoot[]
  /** Other secrets open the vault now, and the gateway may still keep texts that the earlier ones open. */
  readonly hasEarlier: boolean
  /** Whom the member trusts; null until the introduction has been accepted. */
  readonly introduction: Introduction | null
}

/** The content of a new vault: a signing key, made here, and nobody known yet. */
export function newVaultContent(): VaultContent {
  return {
    keys: { signing: generateSigningKey(), reading: new Map() },
    root: randomBytes(DRAFT_ROOT_SIZE),
    drafts: newDraftRoots(),
    hasEarlier: false,
    introduction: null,
  }
}

/** The content before it is sealed. */
export function encodeVaultContent(content: VaultContent): Uint8Array {
  const { keys, root, drafts, hasEarlier, introduction } = content
  return encodeUtf8(
    JSON.stringify({
      v: 2,
      keys: parseUtf8(encodeMemberKeys(keys)),
      root: encodeBase64url(root),
      drafts: drafts.map((it) => ({ root: encodeBase64url(it.root), until: it.until })),
      hasEarlier,
      introduction: introduction && encodeIntroduction(introduction),
    }),
  )
}

/**
 * Reads what `encodeVaultContent` wrote, also as it was while one root served for everything (`v` 1). Throws ClientError `vault-invalid`.
 */
export function parseVaultContent(bytes: Uint8Array): VaultContent {
  const value = parseJson(bytes)
  if (!isJsonObject(value) || (value['v'] !== 1 && value['v'] !== 2)) throw vaultInvalid()
  const { keys, root, introduction } = value
  if (typeof keys !== 'string' || typeof root !== 'string') throw vaultInvalid()
  if (typeof introduction !== 'string' && introduction !== null) throw vaultInvalid()
  return {
    keys: parseMemberKeys(encodeUtf8(keys)),
    root: parseBase64url(root),
    ...(value['v'] === 1
      ? { drafts: [{ root: parseBase64url(root), until: null }], hasEarlier: false }
      : { drafts: parseDraftRoots(value['drafts']), hasEarlier: value['hasEarlier'] === true }),
    introduction: introduction === null ? null : parseIntroduction(introduction),
  }
}

function parseDraftRoots(value: JsonValue | undefined): readonly DraftRoot[] {
  if (!Array.isArray(value) || value.length === 0) throw vaultInvalid()
  return value.map((each: JsonValue) => {
    if (!isJsonObject(each) || typeof each['root'] !== 'string') throw vaultInvalid()
    const { until } = each
    if (typeof until !== 'number' && until !== null) throw vaultInvalid()
    return { root: parseBase64url(each['root']), until: until ?? null }
  })
}
