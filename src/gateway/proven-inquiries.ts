import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Inquiry } from '../protocol/statements/inquiry.ts'
import { parseTime } from '../protocol/time.ts'
import { listInquiries } from '../storage/oversight.ts'
import type { StoredApproval } from '../storage/oversight.ts'
import { listAgencyRecords } from '../storage/record-detail.ts'
import { openRecord } from './agency-records.ts'
import type { Gate } from './gate.ts'

/** An inquiry as its signed request says, approved if the log says so. */
export interface ProvenInquiry {
  /** Of the request. */
  readonly digest: Digest
  /** The signed request. */
  readonly text: string
  readonly payload: Inquiry
  /** ms since 1970: when the approval was recorded; null until then. */
  readonly approvedAt: number | null
}

/**
 * The inquiries that were requested in an agency from a position on, in the log's order. An approval counts when it is the signed text
 * that a record of the log names, and is of this request by somebody else: whoever writes one into the database alone approves nothing.
 */
export async function listProvenInquiries(
  { db }: Pick<Gate, 'db'>,
  agency: string,
  from: number,
): Promise<ProvenInquiry[]> {
  const found = await listInquiries(db, agency, from)
  return Promise.all(
    found.map(async ({ text, approval }) => {
      const { digest, payload } = parseStatementUnsafe('inquiry', text)
      const isFitting = approval !== null && isApprovalOf(approval, digest, payload)
      const approvedAt = isFitting ? await findRecordedAt(db, agency, approval) : null
      return { digest, text, payload, approvedAt }
    }),
  )
}

function isApprovalOf({ text }: StoredApproval, request: Digest, asked: Inquiry): boolean {
  const { payload } = parseStatementUnsafe('inquiry', text)
  return (
    payload.what === 'approve' &&
    payload.request === request &&
    payload.member !== asked.member &&
    isSameQuestion(payload, asked)
  )
}

/** Whether both are about the same member, period and case number. */
export function isSameQuestion(one: Inquiry, other: Inquiry): boolean {
  return (['record', 'caseNumber', 'from', 'until'] as const).every(
    (name) => one[name] === other[name],
  )
}

/** When the log has it that this text was recorded; null if it does not. */
async function findRecordedAt(
  db: Gate['db'],
  agency: string,
  { text, recorded }: StoredApproval,
): Promise<number | null> {
  const { digest } = parseStatementUnsafe('inquiry', text)
  const found = await listAgencyRecords(db, agency, { after: recorded - 1, most: 1 })
  const [record] = found.flatMap(openRecord)
  const isRecord =
    record?.position === recorded &&
    record.body.ev === 'review.inquiry-approved' &&
    record.body.statement === digest
  return isRecord ? parseTime(record.body.ts) : null
}
