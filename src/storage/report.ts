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

/** How many disclosures went to another agency, or came from it, but trials. */
export interface ExchangeCount {
  readonly direction: 'sent' | 'received'
  readonly other: string
  readonly disclosures: number
}

/** How much went to and came from each other agency. */
export async function countExchanged(
  db: Db,
  agency: string,
  { from, until }: Span,
): Promise<ExchangeCount[]> {
  const rows = await db<
    { direction: ExchangeCount['direction']; other: string; disclosures: string }[]
  >`
    select * from facts.load_exchange_counts(${agency}, ${new Date(from)}, ${new Date(until)})
  `
  return rows.map((row) => ({ ...row, disclosures: Number(row.disclosures) }))
}

/** How soon what came to an agency's functions was taken over, by the codes of a report. */
export async function countTakenOver(
  db: Db,
  agency: string,
  { from, until }: Span,
): Promise<Readonly<Record<string, number>>> {
  const rows = await db<{ within: string; deliveries: string }[]>`
    select * from facts.load_take_over_counts(${agency}, ${new Date(from)}, ${new Date(until)})
  `
  return Object.fromEntries(rows.map(({ within, deliveries }) => [within, Number(deliveries)]))
}

const MANIFESTS = 500

/** The manifests of what an agency sent, but trials, as far as they are kept: each with the digest under which it was recorded. */
export async function* listSentManifests(
  db: Db,
  agency: string,
  { from, until }: Span,
): AsyncGenerator<{ readonly digest: Digest; readonly text: string }> {
  let after = '-1'
  for (;;) {
    const rows = await db<{ recorded: string; digest: string; text: Uint8Array }[]>`
      select *
        from facts.list_sent_manifests(
          ${agency}, ${new Date(from)}, ${new Date(until)}, ${after}, ${MANIFESTS}
        )
    `
    for (const { digest, text } of rows) yield { digest, text: parseUtf8(text) }
    if (rows.length < MANIFESTS) return
    after = rows.at(-1)!.recorded
  }
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

/** A signature on a report; its text is null once it is erased who signed. */
export interface StoredApproval {
  readonly agency: string
  readonly digest: Digest
  readonly text: string | null
}

/** The signatures on an agency's report, the own one first. */
export async function listReportApprovals(
  db: Db,
  agency: string,
  period: string,
): Promise<StoredApproval[]> {
  const rows = await db<{ agency: string; digest: string; text: Uint8Array | null }[]>`
    select *
      from facts.list_report_approvals(${agency}, ${period})
  `
  return rows.map(({ text, ...row }) => ({ ...row, text: text && parseUtf8(text) }))
}

/** The periods whose reports an agency has signed as its own, so that others may see them; newest first. */
export async function listShownReports(db: Db, agency: string): Promise<string[]> {
  const rows = await db<{ period: string }[]>`
    select *
      from facts.list_shown_reports(${agency})
  `
  return rows.map(({ period }) => period)
}
