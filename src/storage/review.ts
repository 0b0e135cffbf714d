import { parseUtf8 } from '../protocol/bytes.ts'
import type { ReviewVerdict } from '../protocol/review.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import { parseTime } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'
import type { AgencyRecord } from './record-detail.ts'

/** Who reads, and of which agency: the two are the same, or the reader reviews for the other. */
export interface ReviewScope {
  readonly reader: string
  readonly of: string
}

/** A verdict on a record, as its signed text says. */
export interface StoredVerdict {
  /** Of the signed review. */
  readonly digest: Digest
  /** Of the officer. */
  readonly agency: string
  readonly record: Uuid
  readonly verdict: ReviewVerdict
  /** ms since 1970. */
  readonly at: number
}

/** The verdicts on an agency's records, in the log's order; from the signed texts, whose digests the log holds. */
export async function listVerdicts(db: Db, { reader, of }: ReviewScope): Promise<StoredVerdict[]> {
  const rows = await db<{ text: Uint8Array }[]>`
    select text
      from facts.list_verdicts(${reader}, ${of})
  `
  return rows.map(({ text }) => {
    const { digest, payload } = parseStatementUnsafe('review', parseUtf8(text))
    const { agency, record, verdict, at } = payload
    return { digest, agency, record, verdict, at: parseTime(at) }
  })
}

/** The signed reviews of one record, in the log's order. */
export async function listReviews(
  db: Db,
  { reader, of }: ReviewScope,
  record: Uuid,
): Promise<string[]> {
  const rows = await db<{ text: Uint8Array }[]>`
    select text
      from facts.list_reviews(${reader}, ${of}, ${record})
  `
  return rows.map(({ text }) => parseUtf8(text))
}

/** One record of what an agency itself did, while its body is kept. */
export async function findAgencyRecord(
  db: Db,
  agency: string,
  id: Uuid,
): Promise<AgencyRecord | undefined> {
  const [row] = await db<(Omit<AgencyRecord, 'position'> & { index: string })[]>`
    select index, id, leaf, body, nonce, detail
      from facts.find_agency_record(${agency}, ${id})
  `
  if (row === undefined) return undefined
  const { index, ...rest } = row
  return { ...rest, position: Number(index) }
}

/** The position from which on records are at most as old as this moment (ms); what is before it may be read for nothing. */
export async function findPositionAt(db: Db, moment: number): Promise<number> {
  const [row] = await db<{ position: string | null }[]>`
    select y.start + c.size as position
      from log.checkpoint c
      join log.year y on y.year = c.year
     where c.at < ${new Date(moment)}
     order by c.at desc, c.year desc, c.size desc
     limit 1
  `
  return Number(row?.position ?? 0)
}
