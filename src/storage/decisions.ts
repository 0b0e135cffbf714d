import { parseUtf8 } from '../protocol/bytes.ts'
import { agencyOf } from '../protocol/function-id.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Db } from './db.ts'

/** A decision about a disclosure, with the facts that it was made on if they are kept. */
export interface PastDecision {
  /** Index of the record that accepted or refused the disclosure. */
  readonly recorded: number
  readonly isDenied: boolean
  /** The compact JWS; null of what was denied, and of what retention has deleted. */
  readonly manifest: string | null
  /** When it was made last: at release if it is released. */
  readonly at: Time
}

/** At most `most` decisions about what a function sent, recorded after an index, in the log's order. */
export async function listDecisions(
  db: Db,
  functionId: string,
  after: number,
  most: number,
): Promise<PastDecision[]> {
  const rows = await db<
    { recorded: string; outcome: string; manifest: Uint8Array | null; at: Date }[]
  >`
    select *
      from facts.list_decisions(${agencyOf(functionId)}, ${functionId}, ${after}, ${most})
  `
  return rows.map(({ recorded, outcome, manifest, at }) => ({
    recorded: Number(recorded),
    isDenied: outcome === 'denied',
    manifest: manifest && parseUtf8(manifest),
    at: encodeTime(at.getTime()),
  }))
}
