/**
 * Keyed tokens of what could tie a member to a party: a surname, a postcode. Members declare their own, and whoever opens a case
 * those of its parties; equal tokens put an opening into the compliance officer's queue. The gateway compares them and cannot tell what
 * they stand for, since the key comes from the reading key of the function, which it does not have.
 *
 *     key   = HMAC-SHA256(seed of the function's sealing key, "sluss/relation/v1")
 *     token = base64url(HMAC-SHA256(key, what ‖ 00 ‖ text))
 *
 * What the gateway does learn: that two declarations of one function are equal. When the function's key is changed, members declare anew.
 *
 * @module
 */
import { encodeBase64url } from './base64url.ts'
import { encodeUtf8 } from './bytes.ts'
import type { SealingKey } from './sealing-key.ts'
import { hmacSha256 } from './sha256.ts'

/** What a token stands for. */
export const RELATION_KINDS = ['surname', 'area'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

/** One token: 43 characters of base64url. */
export interface RelationToken {
  readonly what: RelationKind
  readonly token: string
}

/** The tokens of surnames and postcodes under a function's key, each once, in order. */
export function relationTokens(
  reader: SealingKey,
  {
    surnames,
    postcodes,
  }: { readonly surnames: readonly string[]; readonly postcodes: readonly string[] },
): RelationToken[] {
  const key = hmacSha256(reader.seed, encodeUtf8('sluss/relation/v1'))
  const tokenOf = (what: RelationKind, text: string) => ({
    what,
    token: encodeBase64url(hmacSha256(key, encodeUtf8(`${what}\0${text}`))),
  })
  const all = [
    ...surnames.map((name) => tokenOf('surname', foldName(name))),
    ...postcodes.map((code) => tokenOf('area', code.replace(/\s/g, ''))),
  ]
  const byToken = new Map(all.map((one) => [one.token, one]))
  return [...byToken.values()].sort((a, b) => (a.token < b.token ? -1 : 1))
}

/** The last word of a name: double names are written with a hyphen. */
export function surnameOf(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? ''
}

function foldName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}
