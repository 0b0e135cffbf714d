import { consistencyRanges } from '../protocol/tlog/consistency.ts'
import { inclusionRanges } from '../protocol/tlog/inclusion.ts'
import type { StoredHead } from '../audit/store.ts'
import type { Db } from '../storage/db.ts'
import { findCheckpointOf, findNewestCheckpoint } from '../storage/checkpoints.ts'
import { loadRangeHashes } from '../storage/tiles.ts'
import { GatewayError } from './errors.ts'

/** The checkpoint of exactly this size, or the newest; throws `not-found`. */
export async function loadCheckpoint(db: Db, size?: number): Promise<StoredHead> {
  const found =
    size === undefined ? await findNewestCheckpoint(db) : await findCheckpointOf(db, size - 1)
  if (found === undefined || (size !== undefined && found.size !== size))
    throw new GatewayError('not-found', 'the log has no such checkpoint')
  return found
}

/** The inclusion path of an entry in the tree of a checkpoint; throws `not-found`. */
export async function loadInclusion(db: Db, index: number, size: number): Promise<Uint8Array[]> {
  if (index >= size) throw new GatewayError('not-found', 'the log has no such entry')
  return loadRangeHashes(db, inclusionRanges(index, size))
}

/** The proof that a tree of size `from` is a prefix of one of size `to`; throws `not-found`. */
export async function loadConsistency(db: Db, from: number, to: number): Promise<Uint8Array[]> {
  const { size } = await loadCheckpoint(db)
  if (from < 1 || from > to || to > size)
    throw new GatewayError('not-found', 'the log has no such sizes')
  return loadRangeHashes(db, consistencyRanges(from, to))
}
