import type { ReviewedRecord } from './reviewed-record.ts'
import { timeOf } from './reviewed-record.ts'

/** So many within so long (ms). */
export interface Run {
  readonly times: number
  readonly within: number
}

/** Of records of one member, in order: the last of each run that is full. A record counts in one run only. */
export function findRuns(
  records: readonly ReviewedRecord[],
  { times, within }: Run,
): ReviewedRecord[] {
  const found: ReviewedRecord[] = []
  let open: ReviewedRecord[] = []
  for (const record of records) {
    open = [...open.filter((earlier) => timeOf(record) - timeOf(earlier) <= within), record]
    if (open.length < times) continue
    found.push(record)
    open = []
  }
  return found
}
