import { encodeBase64url, parseBase64url } from '../protocol/base64url.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { sealingKeyFromSeed } from '../protocol/sealing-key.ts'
import type { SealingKey } from '../protocol/sealing-key.ts'
import { signingKeyFromSeed } from '../protocol/signing-key.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { ClientError } from './errors.ts'

/** The keys that a member acts with: an own signing key, and the reading keys of the member's functions. */
export interface MemberKeys {
  readonly signing: SigningKey
  /** By function id. Newest key first; older ones still open what was sealed before a rotation. */
  readonly reading: ReadonlyMap<string, readonly SealingKey[]>
}

/** What a member's key file holds, before it is sealed. */
export function encodeMemberKeys(keys: MemberKeys): Uint8Array {
  const reading = Array.from(keys.reading, ([id, seeds]) => [
    id,
    seeds.map((key) => encodeBase64url(key.seed)),
  ])
  return encodeUtf8(
    JSON.stringify({
      v: 1,
      signing: encodeBase64url(keys.signing.seed),
      reading: Object.fromEntries(reading),
    }),
  )
}

/** Reads what `encodeMemberKeys` wrote. Throws `key-file-invalid`. */
export function parseMemberKeys(bytes: Uint8Array): MemberKeys {
  const value = parseJson(bytes)
  if (!isJsonObject(value) || value['v'] !== 1 || !isJsonObject(value['reading'])) throw invalid()
  const reading = Object.entries(value['reading']).map(([id, seeds]): [string, SealingKey[]] => {
    if (!Array.isArray(seeds)) throw invalid()
    return [id, seeds.map((seed: JsonValue) => sealingKeyFromSeed(parseSeed(seed)))]
  })
  return {
    signing: signingKeyFromSeed(parseSeed(value['signing'])),
    reading: new Map(reading),
  }
}

function parseSeed(text: JsonValue | undefined): Uint8Array {
  if (typeof text !== 'string') throw invalid()
  const seed = parseBase64url(text)
  if (seed.length !== 32) throw invalid()
  return seed
}

function invalid(): ClientError {
  return new ClientError('key-file-invalid', 'the key file does not hold a member’s keys')
}
