import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'
import type { AgencyRecord } from './record-detail.ts'

/** A sample of an agency's. */
export interface StoredSample {
  /** Of the announcement. */
  readonly digest: Digest
  readonly recorded: number
  /** ms since 1970. */
  readonly at: number
  /** Null until it is drawn: digest of the signed draw, and what it names. */
  readonly draw: { readonly digest: Digest; readonly drawn: readonly Uuid[] } | null
}

/** The samples that an agency announced from a position on, in the log's order. */
export async function listSamples(db: Db, agency: string, after: number): Promise<StoredSample[]> {
  const rows = await db<{ digest: string; recorded: string; at: Date; draw: Uint8Array | null }[]>`
    select digest, recorded, at, draw
      from facts.list_samples(${agency}, ${after})
  `
  return rows.map(({ digest, recorded, at, draw }) => ({
    digest,
    recorded: Number(recorded),
    at: at.getTime(),
    draw: draw && readDraw(parseUtf8(draw)),
  }))
}

function readDraw(text: string): StoredSample['draw'] {
  const { digest, payload } = parseStatementUnsafe('sample', text)
  return { digest, drawn: payload.drawn ?? [] }
}

/** An inquiry of an agency's. */
export interface StoredInquiry {
  /** Of the request. */
  readonly digest: Digest
  /** The signed request. */
  readonly text: string
  readonly recorded: number
  /** ms since 1970; null until somebody has approved it. */
  readonly approvedAt: number | null
  /** Member id. */
  readonly approver: Uuid | null
}

/** The inquiries that were requested in an agency from a position on, in the log's order. */
export async function listInquiries(
  db: Db,
  agency: string,
  after: number,
): Promise<StoredInquiry[]> {
  const rows = await db<
    {
      digest: string
      text: Uint8Array
      recorded: string
      approved_at: Date | null
      approver: string | null
    }[]
  >`
    select digest, text, recorded, approved_at, approver
      from facts.list_inquiries(${agency}, ${after})
  `
  return rows.map(({ text, recorded, approved_at: approvedAt, ...row }) => ({
    ...row,
    text: parseUtf8(text),
    recorded: Number(recorded),
    approvedAt: approvedAt?.getTime() ?? null,
  }))
}

/** The signed text of a sample or an inquiry of an agency's, and the position of its record. */
export async function findOversight(
  db: Db,
  agency: string,
  digest: Digest,
): Promise<{ readonly text: string; readonly recorded: number } | undefined> {
  const [row] = await db<{ text: Uint8Array; recorded: string }[]>`
    select text, recorded
      from facts.find_oversight(${agency}, ${digest})
  `
  return row && { text: parseUtf8(row.text), recorded: Number(row.recorded) }
}

/** The records of what an agency's members did in one case, in the log's order; without who it was. */
export async function listCaseRecords(
  db: Db,
  agency: string,
  caseReference: string,
): Promise<AgencyRecord[]> {
  const rows = await db<(Omit<AgencyRecord, 'position'> & { index: string })[]>`
    select index, id, leaf, body, nonce, detail
      from facts.list_case_records(${agency}, ${caseReference})
  `
  return rows.map(({ index, ...row }) => ({ ...row, position: Number(index) }))
}
