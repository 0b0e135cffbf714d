import type { Appended } from '../audit/write-item.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Digest } from '../protocol/sha256.ts'
import { loadAppended } from './appended.ts'
import type { Db } from './db.ts'

/** What the author of a disclosure was told, and the record that it stands on. */
export interface GivenAnswer {
  /** Digest of the manifest that was answered. */
  readonly manifest: Digest
  readonly status: number
  readonly body: JsonObject
  /** The canonical bytes of the decision that was made then. */
  readonly decision: Uint8Array
  readonly appended: Appended
}

/** The answer that the agency was given under this id, if it used the id. */
export async function findStoredAnswer(
  db: Db,
  agency: string,
  id: string,
): Promise<GivenAnswer | undefined> {
  const [row] = await db<
    {
      manifest: string
      status: number
      body: Uint8Array
      decision: Uint8Array
      recorded: string
    }[]
  >`
    select manifest, status, body, decision, recorded
      from facts.find_answer(${agency}, ${id})
  `
  if (row === undefined) return undefined
  const appended = await loadAppended(db, agency, Number(row.recorded))
  const { manifest, status, decision } = row
  return { manifest, status, body: readBody(row.body), decision, appended }
}

function readBody(bytes: Uint8Array): JsonObject {
  const body: unknown = JSON.parse(parseUtf8(bytes))
  if (!isJsonObject(body)) throw new TypeError('a stored answer is a JSON object')
  return body
}
