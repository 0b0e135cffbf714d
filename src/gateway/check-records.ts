import type { FastifyBaseLogger } from 'fastify'
import { findNewestCheckpoint } from '../storage/checkpoints.ts'
import type { Db } from '../storage/db.ts'
import { listMissing } from '../storage/erasures.ts'
import { indexCases, listMisfiledCases } from '../storage/oversight.ts'
import type { MissingRecord } from '../storage/erasures.ts'
import type { Alarm } from './alarm.ts'
import type { Comparison } from './comparison.ts'

interface CheckDeps {
  readonly db: Db
  readonly alarm: Pick<Alarm, 'recordsMissing'>
  /** Told what came of it, unless it did not come to an end. */
  readonly comparison: Pick<Comparison, 'note'>
  readonly log: FastifyBaseLogger
}

/** Entries in one question. */
const PAGE = 50_000

/**
 * Compares the log with what is kept beside it, and raises an alarm when a body or a detail is gone that no erasure covers: the
 * tree proves what was recorded, but whoever deletes the rows behind it would hide it from review. Returns the first of what is
 * missing; `signal` ends it after the page that it is at. Never rejects.
 */
export async function checkRecords(
  { db, alarm, comparison, log }: CheckDeps,
  signal?: AbortSignal,
): Promise<MissingRecord[]> {
  try {
    const newest = await findNewestCheckpoint(db)
    const end = newest === undefined ? 0 : newest.start + newest.size
    for (let from = 0; from < end; from += PAGE) {
      if (signal?.aborted === true) return []
      const missing = await listMissing(db, { from, to: Math.min(end, from + PAGE) })
      if (missing.length > 0) {
        comparison.note(missing)
        alarm.recordsMissing(missing)
        return missing
      }
    }
    await indexCases(db)
    const misfiled = await listMisfiledCases(db)
    const missing = misfiled.map((position) => ({ position, what: 'case' as const }))
    comparison.note(missing)
    if (missing.length > 0) alarm.recordsMissing(missing)
    return missing
  } catch (err) {
    log.error({ err }, 'the records were not compared with the log')
  }
  return []
}
