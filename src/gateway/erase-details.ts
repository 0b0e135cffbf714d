import type { FastifyBaseLogger } from 'fastify'
import { AuditError } from '../audit/errors.ts'
import type { Writer } from '../audit/write-item.ts'
import type { Db } from '../storage/db.ts'
import { findDueDetails } from '../storage/retention.ts'
import type { RecordRange } from '../storage/retention.ts'

/** What the end of details works with. */
export interface DetailDeps {
  readonly db: Db
  readonly writer: Writer
  /** ms since 1970. */
  readonly clock: () => number
  /** Days for which the node can tell who acted in a record. */
  readonly detailDays: number
  readonly log: FastifyBaseLogger
}

/** Records whose details go with one record of it: the log waits while they are deleted. */
const RANGE = 10_000

/**
 * Deletes who acted in the records that are old enough, with a record of which ones, and returns how many of these were written.
 * The records stay, and so do all proofs. What members signed about disclosures goes too, with the decision files, and in the facts
 * made of it everybody becomes nobody. What officers signed in review, and declarations of members, stay and name them. Never rejects: what could not be deleted now is due again the next time.
 */
export async function eraseDetails(deps: DetailDeps): Promise<number> {
  const { db, clock, detailDays: keptDays, log } = deps
  let done = 0
  try {
    for (;;) {
      const due = await findDueDetails(db, { at: clock(), keptDays })
      if (due === undefined) return done
      const { from } = due
      if (await erase(deps, { from, to: Math.min(due.to, from + RANGE) })) done++
    }
  } catch (err) {
    log.error({ err }, 'details that are due were not deleted')
    return done
  }
}

/** Whether they went by this; another process may have been first. */
async function erase(
  { writer, detailDays: keptDays }: DetailDeps,
  range: RecordRange,
): Promise<boolean> {
  try {
    await writer.append({ kind: 'erasure', erased: { what: 'detail', ...range }, keptDays })
    return true
  } catch (error) {
    if (error instanceof AuditError && error.code === 'already-recorded') return false
    throw error
  }
}
