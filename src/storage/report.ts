import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Db } from './db.ts'

/** From one moment to another, in ms since 1970; `until` is not in it. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** How many records the log had before a moment (ms): what was recorded before it has a lower position. */
export async function findPlaceAt(db: Db, moment: number): Promise<number> {
  const [row] = await db<{ place: string }[]>`
    select log.place_at(${new Date(moment)}) as place
  `
  return Number(row!.place)
}

/** How many messages came to an agency's functions, but trials. */
export async function countReceived(
  db: Db,
  agency: string,
  { from, until }: Span,
): Promise<number> {
  const [row] = await db<{ count: string }[]>`
    select facts.load_received_count(${agency}, ${new Date(from)}, ${new Date(until)}) as count
  `
  return Number(row!.count)
}

/** Of how many of an agency's disclosures, sent or received, the sealed content went, but trials. */
export async function countExpired(db: Db, agency: string, { from, until }: Span): Promise<number> {
  const [row] = await db<{ count: string }[]>`
    select facts.load_expired_count(${agency}, ${new Date(from)}, ${new Date(until)}) as count
  `
  return Number(row!.count)
}

/** A report as it was made. */
export interface StoredReport {
  readonly text: string
  readonly digest: Digest
}

/** The frozen report of an agency and period, if it was made. */
export async function findReport(
  db: Db,
  agency: string,
  period: string,
): Promise<StoredReport | undefined> {
  const [row] = await db<{ text: Uint8Array; digest: string }[]>`
    select *
      from facts.find_report(${agency}, ${period})
  `
  return row && { text: parseUtf8(row.text), digest: row.digest }
}
