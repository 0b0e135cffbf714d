import type { LogStore } from '../audit/store.ts'
import type { Db } from './db.ts'

/** Never settles: what must not go on. Nobody waits for it, so that it is forgotten. */
const never = () => new Promise<never>(() => {})

/**
 * Runs some work in one transaction: the one place with more than one statement in it. All that must happen as a whole is one of
 * them, `log.append`, which is checked and locked by itself; the transaction only keeps the turn.
 *
 * After a lost connection postgres.js 3.4.9 lets its callback go on (see `db.ts`): what it sends then may run outside the
 * transaction, or write to a socket that is gone, which ends the process. `begin` itself rejects at once, and that is all that
 * anybody hears; so the work stops where it stands.
 */
export async function inTransaction<T>(
  db: Db,
  work: (transaction: Db, guard: <R>(step: () => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
  let isOver = false
  const guard = async <R>(step: () => Promise<R>): Promise<R> => {
    if (isOver) return never()
    try {
      const result = await step()
      return isOver ? await never() : result
    } catch (error) {
      if (isOver || isLoss(error)) return never()
      throw error
    }
  }
  const begun = db.begin(async (transaction) => ({
    done: await guard(() => work(transaction as unknown as Db, guard)),
  }))
  try {
    return (await begun).done as T
  } finally {
    isOver = true
  }
}

/** Whether the connection is gone: what the server refuses has this severity, and what we cannot encode is a TypeError. */
function isLoss(error: unknown): boolean {
  const { severity, code } = error as { severity?: string; code?: unknown }
  return severity === undefined ? typeof code === 'string' && LOST.test(code) : severity !== 'ERROR'
}

const LOST = /^(?:CONNECTION_|CONNECT_|E[A-Z]+$)/

/** The same log, each step of it under the guard. */
export function guarded(log: LogStore, guard: <R>(step: () => Promise<R>) => Promise<R>): LogStore {
  return {
    append: (batch) => guard(() => log.append(batch)),
    findHead: () => guard(() => log.findHead()),
    findYearHead: (year) => guard(() => log.findYearHead(year)),
    listYears: (after) => guard(() => log.listYears(after)),
    loadEdges: (year, size) => guard(() => log.loadEdges(year, size)),
    listLeafHashes: (start, end) => guard(() => log.listLeafHashes(start, end)),
    findLeaf: (position) => guard(() => log.findLeaf(position)),
    findPosition: (id) => guard(() => log.findPosition(id)),
  }
}
