import type { Digest } from '../protocol/sha256.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** A disclosure whose sealed bytes nobody needs any more. */
export interface DueDisclosure {
  readonly disclosure: Uuid
  readonly manifest: Digest
}

/** When content is due: at `at` (ms since 1970), or at the latest `keptDays` after it was accepted. */
export interface Retention {
  readonly at: number
  readonly keptDays: number
}

/**
 * Lists at most `most` disclosures whose sealed bytes are due: both sides registered them at least 30 days before `at`, or
 * they were withdrawn that long ago and never opened, or they are `keptDays` old.
 */
export async function listDue(
  db: Db,
  { at, keptDays }: Retention,
  most: number,
): Promise<DueDisclosure[]> {
  return db<DueDisclosure[]>`
    select disclosure, manifest
      from content.list_due(${new Date(at)}, ${keptDays}, ${most})
  `
}

/** Positions of records: from `from` up to `to`, the last excluded. */
export interface RecordRange {
  readonly from: number
  readonly to: number
}

/** The records whose details are due, from the first that still has one; undefined if there are none. */
export async function findDueDetails(
  db: Db,
  { at, keptDays }: Retention,
): Promise<RecordRange | undefined> {
  const [row] = await db<{ from: string | null; to: string }[]>`
    select content.first_detail() as "from", content.erasable_until(${new Date(at)}, ${keptDays}) as "to"
  `
  const { from, to } = row!
  return from !== null && Number(from) < Number(to)
    ? { from: Number(from), to: Number(to) }
    : undefined
}
