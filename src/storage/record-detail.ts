import type { RecordBytes } from '../audit/write-item.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** Who acted in a record, sealed. */
export interface StoredDetail {
  /** Of the record. */
  readonly id: Uuid
  readonly bytes: Uint8Array
}

/** Who acted in one record of the agency's; undefined when it is erased, nobody was identified, or it is another agency's. */
export async function findDetail(
  db: Db,
  agency: string,
  position: number,
): Promise<StoredDetail | undefined> {
  const [row] = await db<StoredDetail[]>`
    select id, bytes
      from facts.find_detail(${agency}, ${position})
  `
  return row && { ...row }
}

/** One record of what an agency itself did. */
export interface AgencyRecord extends RecordBytes {
  readonly position: number
  readonly id: Uuid
  /** Sealed; null when nobody was identified, or it is erased. */
  readonly detail: Uint8Array | null
}

/** The records of what an agency itself did, after a position and at most so many, in the log's order: for its officers. */
export async function listAgencyRecords(
  db: Db,
  agency: string,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<AgencyRecord[]> {
  const rows = await db<(Omit<AgencyRecord, 'position'> & { index: string })[]>`
    select index, id, leaf, body, nonce, detail
      from facts.list_agency_records(${agency}, ${after}, ${most})
  `
  return rows.map(({ index, ...row }) => ({ ...row, position: Number(index) }))
}
