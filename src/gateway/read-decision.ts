import type { Decision } from '../policy/decision.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'

/** A decision that this node has written and the database kept; its digest vouches for it where it matters. */
export function readDecision(bytes: Uint8Array): Decision {
  const json = parseJson(bytes)
  if (!isJsonObject(json)) throw new TypeError('a stored decision is not an object')
  return json as unknown as Decision
}
