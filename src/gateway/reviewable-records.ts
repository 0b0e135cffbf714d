import { isReviewable } from '../audit/review/find-hits.ts'
import type { ReviewedRecord } from '../audit/review/reviewed-record.ts'
import { findNewestCheckpoint } from '../storage/checkpoints.ts'
import type { Db } from '../storage/db.ts'
import { readRecords } from './agency-records.ts'
import type { Gate } from './gate.ts'

/** What was read and verified of an agency's records: of the log up to `end`, which is excluded. */
interface Read {
  /** ms since 1970: when the reading began at the first. */
  readonly begun: number
  readonly end: number
  readonly records: readonly ReviewedRecord[]
}

/** So many of an agency are remembered: about fifty megabytes. */
const MOST_REMEMBERED = 50_000
/** What has been erased must not be remembered for long. */
const REMEMBERED_FOR = 24 * 3_600_000

const remembered = new WeakMap<Db, Map<string, Promise<Read>>>()

/**
 * An agency's records that a rule of review could have something to say of. A record does not change, so what was verified once is
 * remembered for a day, and only what has come since is read and looked for: what somebody takes from the database meanwhile is still
 * in the list. Throws as `readRecords`.
 */
export async function readReviewable(
  gate: Pick<Gate, 'db' | 'clock'>,
  agency: string,
): Promise<readonly ReviewedRecord[]> {
  const byAgency = remembered.get(gate.db) ?? new Map<string, Promise<Read>>()
  remembered.set(gate.db, byAgency)
  const reading = readOn(gate, agency, byAgency.get(agency))
  byAgency.set(agency, reading)
  try {
    const { records } = await reading
    if (records.length > MOST_REMEMBERED) byAgency.delete(agency)
    return records
  } catch (error) {
    byAgency.delete(agency)
    throw error
  }
}

/** Goes on after what was read before, one at a time. */
async function readOn(
  gate: Pick<Gate, 'db' | 'clock'>,
  agency: string,
  earlier: Promise<Read> | undefined,
): Promise<Read> {
  const now = gate.clock()
  // What failed for another is tried again for this one.
  const before = await earlier?.catch(() => undefined)
  const isFresh = before !== undefined && now - before.begun < REMEMBERED_FOR
  const { begun, end, records } = isFresh ? before : { begun: now, end: 0, records: [] }
  const newest = await findNewestCheckpoint(gate.db)
  const to = newest === undefined ? 0 : newest.start + newest.size
  const added = await readRecords(gate, agency, { from: end, to, isWanted: isReviewable })
  return { begun, end: Math.max(end, to), records: [...records, ...added] }
}
