import type { Erased } from '../protocol/record.ts'
import type { Db } from './db.ts'

/** What was erased, with the record that says so. */
export interface StoredErasure extends Erased {
  /** Of the open leaf whose digest is that of this. */
  readonly position: number
}

/** Everything that was ever erased of the records, in the log's order. */
export async function listErasures(db: Db): Promise<StoredErasure[]> {
  const rows = await db<{ recorded: string; what: Erased['what']; first: string; past: string }[]>`
    select recorded, what, first, past
      from facts.erasure
     order by recorded
  `
  return rows.map(({ recorded, what, first, past }) => ({
    position: Number(recorded),
    what,
    from: Number(first),
    to: Number(past),
  }))
}

/**
 * What the log has a record of and the database does not hold as it was recorded, or under the agency that it names, although nobody erased
 * it; `case` if it is all there and would not be found with its case.
 */
export interface MissingRecord {
  readonly position: number
  readonly what: Erased['what'] | 'case'
}

/** The first of what is missing from position `from` up to `to`, the last excluded. */
export async function listMissing(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<MissingRecord[]> {
  const rows = await db<{ index: string; what: Erased['what'] }[]>`
    select index, what
      from log.list_missing(${from}, ${to})
  `
  return rows.map(({ index, what }) => ({ position: Number(index), what }))
}
