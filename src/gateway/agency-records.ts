import type { ReviewedRecord } from '../audit/review/reviewed-record.ts'
import { verifyRecordBody } from '../protocol/record.ts'
import { listAgencyRecords } from '../storage/record-detail.ts'
import type { AgencyRecord } from '../storage/record-detail.ts'
import type { Gate } from './gate.ts'

const PAGE = 2000

/** Which records: those from a position on that are wanted. */
export interface RecordRange {
  readonly from: number
  readonly isWanted?: (record: ReviewedRecord) => boolean
}

/** An agency's records, each held against its leaf. Throws `record-commitment-mismatch` for one that was altered. */
export async function readRecords(
  { db }: Pick<Gate, 'db'>,
  agency: string,
  { from, isWanted = () => true }: RecordRange,
): Promise<ReviewedRecord[]> {
  const records: ReviewedRecord[] = []
  let after = from - 1
  for (;;) {
    const page = await listAgencyRecords(db, agency, { after, most: PAGE })
    records.push(...page.flatMap(openRecord).filter(isWanted))
    if (page.length < PAGE) return records
    after = page.at(-1)!.position
  }
}

/** The record, held against its leaf; none once its body is erased. */
export function openRecord({ position, id, leaf, body, nonce }: AgencyRecord): ReviewedRecord[] {
  if (body === null || nonce === null) return []
  return [{ position, id, body: verifyRecordBody(leaf, body, nonce) }]
}
