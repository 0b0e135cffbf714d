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
export async function loadAppended(db: Db, agency: string, index: number): Promise<Appended> {
  const [record, checkpoint] = await Promise.all([
    findRecord(db, agency, index),
    findCheckpointOf(db, index),
  ])
  if (record === undefined || checkpoint === undefined)
    throw new StorageError('not-found', 'the log has no such record')
  const { size, note, at } = checkpoint
  const proof = await loadRangeHashes(db, inclusionRanges(index, size))
  return { index, size, checkpoint: note, proof, at: encodeTime(at), record }
}

/** The bytes of one record, opened if the agency is concerned. */
async function findRecord(db: Db, agency: string, index: number): Promise<RecordBytes | undefined> {
  const [row] = await db<RecordBytes[]>`
    select leaf, body, nonce
      from facts.find_record(${agency}, ${index})
  `
  return row && { ...row }
}

/** A record about a disclosure. */
export interface IndexedRecord extends RecordBytes {
  readonly index: number
}

/** The records about a disclosure that its parties share, in the log's order: for an evidence bundle. */
export async function listRecordsAbout(
  db: Db,
  agency: string,
  disclosure: string,
): Promise<IndexedRecord[]> {
  const rows = await db<(RecordBytes & { index: string })[]>`
    select index, leaf, body, nonce
      from facts.list_records(${agency}, ${disclosure})
  `
  return rows.map((row) => ({ ...row, index: Number(row.index) }))
}
