import { consistencyRanges } from '../protocol/tlog/consistency.ts'
import { inclusionRanges } from '../protocol/tlog/inclusion.ts'
import type { LogYear, StoredHead } from '../audit/store.ts'
import type { Db } from '../storage/db.ts'
import {
  findCheckpointAt,
  findNewestCheckpoint,
  findYearCheckpoint,
  listYears,
} from '../storage/checkpoints.ts'
import { loadRangeHashes } from '../storage/tiles.ts'
import { GatewayError } from './errors.ts'

/** Of which tree a checkpoint is wanted: the newest one of the current year, unless it says otherwise. */
export interface CheckpointQuery {
  readonly year?: number | undefined
  /** Exactly this size. */
  readonly size?: number | undefined
}

/** A checkpoint; throws `not-found`. */
export async function loadCheckpoint(db: Db, query: CheckpointQuery = {}): Promise<StoredHead> {
  const found = await findCheckpoint(db, query)
  if (found === undefined || (query.size !== undefined && found.size !== query.size))
    throw new GatewayError('not-found', 'the log has no such checkpoint')
  return found
}

async function findCheckpoint(
  db: Db,
  { year, size }: CheckpointQuery,
): Promise<StoredHead | undefined> {
  const newest =
    year === undefined ? await findNewestCheckpoint(db) : await findYearCheckpoint(db, year)
  if (newest === undefined || size === undefined) return newest
  return findCheckpointAt(db, newest.year, size)
}

/** The inclusion path of a leaf in the tree of a checkpoint; throws `not-found`. */
export async function loadInclusion(
  db: Db,
  index: number,
  checkpoint: StoredHead,
): Promise<Uint8Array[]> {
  const { size } = checkpoint
  if (index >= size) throw new GatewayError('not-found', 'the log has no such entry')
  return loadRangeHashes(db, checkpoint, inclusionRanges(index, size))
}

/** The proof that a year's tree of size `from` is a prefix of one of size `to`; throws `not-found`. */
export async function loadConsistency(
  db: Db,
  year: number | undefined,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Uint8Array[]> {
  const checkpoint = await loadCheckpoint(db, { year })
  if (from < 1 || from > to || to > checkpoint.size)
    throw new GatewayError('not-found', 'the log has no such sizes')
  return loadRangeHashes(db, checkpoint, consistencyRanges(from, to))
}

/** The last checkpoint of the year before this one, which this one began with; throws `not-found` of the first of all. */
export async function loadOpened(db: Db, year: number): Promise<StoredHead> {
  const years = await listYears(db)
  const at = years.findIndex((other) => other.year === year)
  return loadFinal(db, years[at - 1])
}

async function loadFinal(db: Db, year: LogYear | undefined): Promise<StoredHead> {
  if (year === undefined) throw new GatewayError('not-found', 'no year of the log comes before')
  return loadCheckpoint(db, { year: year.year })
}
