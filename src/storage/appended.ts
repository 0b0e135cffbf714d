import type { Appended, RecordBytes } from '../audit/write-item.ts'
import { encodeTime } from '../protocol/time.ts'
import { inclusionRanges } from '../protocol/tlog/inclusion.ts'
import { findCheckpointOf } from './checkpoints.ts'
import type { Db } from './db.ts'
import { StorageError } from './errors.ts'
import { loadRangeHashes } from './tiles.ts'

/**
 * Where a record stands in the log, exactly as its writer was told: same checkpoint, same proof. The body is null unless
 * the agency is concerned. Throws `not-found`.
 */
export async function loadAppended(db: Db, agency: string, position: number): Promise<Appended> {
  const [record, checkpoint] = await Promise.all([
    findRecord(db, agency, position),
    findCheckpointOf(db, position),
  ])
  if (record === undefined || checkpoint === undefined)
    throw new StorageError('not-found', 'the log has no such record')
  const { size, note, at } = checkpoint
  const index = position - checkpoint.start
  const proof = await loadRangeHashes(db, checkpoint, inclusionRanges(index, size))
  return { position, index, size, checkpoint: note, proof, at: encodeTime(at), record }
}

/** The bytes of one record, opened if the agency is concerned. */
async function findRecord(
  db: Db,
  agency: string,
  position: number,
): Promise<RecordBytes | undefined> {
  const [row] = await db<RecordBytes[]>`
    select leaf, body, nonce
      from facts.find_record(${agency}, ${position})
  `
  return row && { ...row }
}

/** A record about a disclosure. */
export interface PlacedRecord extends RecordBytes {
  readonly position: number
}

/** The records about a disclosure that its parties share, in the log's order: for an evidence bundle. */
export async function listRecordsAbout(
  db: Db,
  agency: string,
  disclosure: string,
): Promise<PlacedRecord[]> {
  const rows = await db<(RecordBytes & { index: string })[]>`
    select index, leaf, body, nonce
      from facts.list_records(${agency}, ${disclosure})
  `
  return rows.map(({ index, ...row }) => ({ ...row, position: Number(index) }))
}
