import type { ReviewedRecord } from '../audit/review/reviewed-record.ts'
import { verifyRecordBody } from '../protocol/record.ts'
import type { Db } from '../storage/db.ts'
import { listMissing } from '../storage/erasures.ts'
import { listAgencyRecords } from '../storage/record-detail.ts'
import type { AgencyRecord } from '../storage/record-detail.ts'
import { GatewayError } from './errors.ts'
import type { Gate } from './gate.ts'

const PAGE = 2000

/** Which records: those from a position on, up to another that is excluded, that are wanted. */
export interface RecordRange {
  readonly from: number
  readonly to?: number
  readonly isWanted?: (record: ReviewedRecord) => boolean
}

/**
 * An agency's records, each held against its leaf, and none of them taken away. Throws GatewayError `record-missing` when the log has a
 * record in the range whose body is gone and was not erased, is not the one that was recorded, or is filed under another agency than
 * it names: nobody is shown a list that may lack what matters.
 */
export async function readRecords(
  { db }: Pick<Gate, 'db'>,
  agency: string,
  { from, to = Number.MAX_SAFE_INTEGER, isWanted = () => true }: RecordRange,
): Promise<ReviewedRecord[]> {
  await checkNoneMissing(db, from, to)
  const records: ReviewedRecord[] = []
  let after = from - 1
  for (;;) {
    const page = await listAgencyRecords(db, agency, { after, most: PAGE })
    const opened = page.filter(({ position }) => position < to).flatMap(openRecord)
    if (opened.some(({ body }) => body.agency !== agency)) throw recordMissing()
    records.push(...opened.filter(isWanted))
    after = page.at(-1)?.position ?? to
    if (page.length < PAGE || after >= to) return records
  }
}

/** Throws `record-missing` when something that was recorded from a position on is not there as it was, and was not erased. */
export async function checkNoneMissing(
  db: Db,
  from: number,
  to = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  const [missing] = await listMissing(db, { from, to })
  if (missing !== undefined) throw recordMissing()
}

/** A list would lack something, and nobody shall be shown it as whole. */
export function recordMissing(): GatewayError {
  return new GatewayError('record-missing', 'the log has a record that is not kept any more')
}

/** The record, held against its leaf; none once its body is erased. */
export function openRecord({ position, id, leaf, body, nonce }: AgencyRecord): ReviewedRecord[] {
  if (body === null || nonce === null) return []
  return [{ position, id, body: verifyRecordBody(leaf, body, nonce) }]
}
