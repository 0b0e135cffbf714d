import { parseUtf8 } from '../protocol/bytes.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** A released disclosure of a case, with the signed texts that say what was done. */
export interface CaseDisclosure {
  readonly disclosure: Uuid
  /** The compact JWS; null once retention has deleted it. */
  readonly manifest: string | null
  readonly releasedAt: Time
  /** The open requests that are kept, in the log's order. */
  readonly openings: readonly string[]
}

/** What was released in a case that the agency has a part in, in the log's order; nothing of a case that it has none in. */
export async function listCase(
  db: Db,
  agency: string,
  caseReference: string,
): Promise<CaseDisclosure[]> {
  const rows = await db<
    { disclosure: string; manifest: Uint8Array | null; at: Date; openings: string[] }[]
  >`
    select *
      from facts.list_case(${agency}, ${caseReference})
  `
  return rows.map(({ disclosure, manifest, at, openings }) => ({
    disclosure,
    manifest: manifest && parseUtf8(manifest),
    releasedAt: encodeTime(at.getTime()),
    openings,
  }))
}
