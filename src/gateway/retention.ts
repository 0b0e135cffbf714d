import type { FastifyBaseLogger } from 'fastify'
import { AuditError } from '../audit/errors.ts'
import type { Writer } from '../audit/write-item.ts'
import type { Db } from '../storage/db.ts'
import { listDue } from '../storage/retention.ts'
import type { DueDisclosure } from '../storage/retention.ts'

/** What the end of content works with. */
export interface RetentionDeps {
  readonly db: Db
  readonly writer: Writer
  /** ms since 1970. */
  readonly clock: () => number
  /** Days after which sealed bytes go whether or not both sides have registered the disclosure. */
  readonly keptDays: number
  readonly log: FastifyBaseLogger
}

/** Disclosures in one look. */
const PAGE = 500

/**
 * Deletes the sealed bytes that nobody needs any more, each with its record in the log, and returns of how many disclosures.
 * Never rejects: what could not be deleted now is due again the next time. Any number of processes may do it at once: under
 * the log's lock each disclosure expires once.
 */
export async function expireContent(deps: RetentionDeps): Promise<number> {
  const { db, clock, keptDays, log } = deps
  let expired = 0
  try {
    for (;;) {
      const due = await listDue(db, { at: clock(), keptDays }, PAGE)
      const gone = await Promise.all(due.map((one) => expire(deps, one)))
      const done = gone.filter(Boolean).length
      expired += done
      // A page of which nothing went would be the same page again.
      if (due.length < PAGE || done === 0) return expired
    }
  } catch (err) {
    log.error({ err }, 'content that is due was not deleted')
    return expired
  }
}

/** Whether it went by this; another process may have been first. */
async function expire({ writer, keptDays }: RetentionDeps, due: DueDisclosure): Promise<boolean> {
  try {
    await writer.append({ kind: 'expiry', ...due, keptDays })
    return true
  } catch (error) {
    if (error instanceof AuditError && error.code === 'already-recorded') return false
    throw error
  }
}
