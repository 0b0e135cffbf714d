import { isAgencyId } from '../protocol/agency-id.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import { parseDigest } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { ConfigError } from './config-error.ts'

/** Reads the pinned agencies: a JSON object from agency id to the digest of its root number 1. Throws ConfigError. */
export function parsePins(text: string): ReadonlyMap<string, Digest> {
  const json = parseJson(encodeUtf8(text))
  if (!isJsonObject(json)) throw new ConfigError('must be a JSON object: agency id → digest.')
  const pins = new Map<string, Digest>()
  for (const [agency, digest] of Object.entries(json)) {
    if (!isAgencyId(agency)) throw new ConfigError('a name is not an agency id.')
    if (typeof digest !== 'string') throw new ConfigError(`the digest of ${agency} is not a text.`)
    pins.set(agency, parseDigest(digest))
  }
  if (pins.size === 0) throw new ConfigError('pins no agency.')
  return pins
}
