import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** A released disclosure of a case, with the signed texts that say what was done. */
export interface CaseDisclosure {
  readonly disclosure: Uuid
  /** Of the manifest. */
  readonly digest: Digest
  /** Position of the record that accepted it. */
  readonly recorded: number
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
    {
      disclosure: string
      digest: string
      manifest: Uint8Array | null
      recorded: string
      at: Date
      openings: string[]
    }[]
  >`
    select *
      from facts.list_case(${agency}, ${caseReference})
  `
  return rows.map(({ manifest, recorded, at, ...row }) => ({
    ...row,
    manifest: manifest && parseUtf8(manifest),
    recorded: Number(recorded),
    releasedAt: encodeTime(at.getTime()),
  }))
}
