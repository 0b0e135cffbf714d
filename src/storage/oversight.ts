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

/** What is said to approve an inquiry. */
export interface StoredApproval {
  /** Signed. */
  readonly text: string
  /** Position of its record. */
  readonly recorded: number
}

/** An inquiry of an agency's. */
export interface StoredInquiry {
  /** The signed request. */
  readonly text: string
  /** Null until somebody has approved it, and when the text of that is gone. */
  readonly approval: StoredApproval | null
}

/** The inquiries that were requested in an agency from a position on, in the log's order. */
export async function listInquiries(
  db: Db,
  agency: string,
  after: number,
): Promise<StoredInquiry[]> {
  const rows = await db<
    { text: Uint8Array; approval: Uint8Array | null; approval_recorded: string | null }[]
  >`
    select text, approval, approval_recorded
      from facts.list_inquiries(${agency}, ${after})
  `
  return rows.map(({ text, approval, approval_recorded: recorded }) => ({
    text: parseUtf8(text),
    approval: approval && { text: parseUtf8(approval), recorded: Number(recorded) },
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

/** Where records of what the agency's members did in a case must be: as was entered when they were read, and as facts say. */
export async function listCasePositions(
  db: Db,
  agency: string,
  caseReference: string,
): Promise<number[]> {
  const rows = await db<{ index: string }[]>`
    select index
      from facts.list_case_positions(${agency}, ${caseReference})
  `
  return rows.map(({ index }) => Number(index))
}

/** Records that are read through in one statement. */
const INDEXED_AT_ONCE = 100_000

/** Enters which of the records that have come since the last time are of which case. */
export async function indexCases(db: Db): Promise<void> {
  for (let hasMore = true; hasMore;) {
    const [row] = await db<{ more: boolean }[]>`
      select log.index_cases(${INDEXED_AT_ONCE}) as more
    `
    hasMore = row!.more
  }
}

/** Records of a case, among those read through, that are entered as of none or of another. */
export async function listMisfiledCases(db: Db): Promise<number[]> {
  const rows = await db<{ index: string }[]>`
    select index
      from log.list_misfiled_cases() as m (index)
  `
  return rows.map(({ index }) => Number(index))
}
