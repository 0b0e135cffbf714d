/**
 * The report of a period: how much was done of what, without names and without small numbers. There are two periods, the half
 * and the whole calendar year: whoever could choose where a period ends could subtract two reports and see one case.
 *
 * @module
 */
import { RECORD_EVENTS } from '../../protocol/record-events.ts'
import type { RecordEvent } from '../../protocol/record-events.ts'
import type { RecordClass } from '../../protocol/record-events/event.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { ClosedWithin } from './days-to-close.ts'
import { tellBreakdown, tellCount, tellShare } from './small-numbers.ts'
import type { Breakdown, ToldCount } from './small-numbers.ts'

/** How many records say this, with this code. */
export interface RecordCount {
  readonly event: string
  readonly code: string | null
  readonly count: number
}

/** What a report is made of, besides the records. */
export interface ReportSources {
  readonly agency: string
  readonly period: string
  readonly records: readonly RecordCount[]
  /** Members that the roster lists. */
  readonly members: number
  /** Messages that came to the agency’s functions, but trials. */
  readonly received: number
  /** Disclosures whose sealed content went. */
  readonly expired: number
  /** Reviews that were closed, by how long they took. */
  readonly closed: Readonly<Record<ClosedWithin, number>>
  /** What the pictures of the report are drawn from. */
  readonly exchange: ExchangeSources
}

/** Counts by name, and what the names are in words. */
export interface NamedCounts {
  readonly counts: Breakdown
  readonly labels: Readonly<Record<string, LocalText>>
}

/** What went to and fro, why, and how soon somebody took responsibility for it. */
export interface ExchangeSources {
  /** Disclosures that were sent, by each rule of law that one rests on: one may rest on several. */
  readonly grounds: NamedCounts
  /** Messages that came to the agency's functions, by how soon they were taken over there. */
  readonly takenOver: Breakdown
  /** Disclosures by the agency that they went to, and by the one that they came from. */
  readonly sentTo: NamedCounts
  readonly receivedFrom: NamedCounts
}

/** A count of the report, with what it is made of if that may be told. */
export interface ReportRow {
  readonly name: string
  readonly count: ToldCount
  /** In whole per cent of the row that `of` names. */
  readonly share?: { readonly of: string; readonly percent: number | null }
  readonly parts?: Readonly<Record<string, ToldCount>>
  /** What parts are called whose names may change, or be forgotten, before the report is. */
  readonly labels?: Readonly<Record<string, LocalText>>
}

/** The frozen report. */
export interface Report {
  readonly v: 1
  readonly agency: string
  readonly period: string
  readonly rows: readonly ReportRow[]
}

/** What is so rare, or says so much, that a small number of it is somebody. */
const SENSITIVE: readonly RecordClass[] = ['break-glass', 'override']
const SENSITIVE_CODES: readonly string[] = ['incident']

/** The classes of events that a report counts, in its order. */
const CLASSES: readonly RecordClass[] = [
  'session',
  'look-up',
  'opening',
  'export',
  'disclosure',
  'verdict',
  'receipt',
  'refusal',
  'override',
  'break-glass',
  'review',
  'reconciliation',
]

/** Builds the report; nothing in it can be traced to a person. */
export function buildReport(sources: ReportSources): Report {
  const { agency, period, records, members, received, expired, closed } = sources
  const rows: ReportRow[] = [
    { name: 'members', count: tellCount(members) },
    { name: 'received', count: tellCount(received) },
    ...exchangeRows(sources),
  ]
  for (const of of CLASSES) rows.push(classRow(of, records))
  rows.push(shareRow('disclosure.denied', 'disclosure.released', records))
  rows.push(reviewRow(records))
  const all = Object.values(closed).reduce((total, count) => total + count, 0)
  rows.push({ name: 'review.closed', count: tellCount(all), parts: tellBreakdown(closed) })
  rows.push({ name: 'content.expired', count: tellCount(expired) })
  return { v: 1, agency, period, rows }
}

/** The parts of a row of grounds do not add up to its whole, the disclosures: one may rest on several. */
function exchangeRows({ exchange, records, received }: ReportSources): ReportRow[] {
  const { grounds, takenOver, sentTo, receivedFrom } = exchange
  const sent = sum(records.filter(({ event }) => event === 'disclosure.released'))
  const row = (name: string, whole: number, { counts, labels }: NamedCounts): ReportRow => ({
    name,
    count: tellCount(whole),
    parts: tellBreakdown(counts),
    labels,
  })
  return [
    row('sent-to', sent, sentTo),
    row('received-from', received, receivedFrom),
    { name: 'taken-over', count: tellCount(received), parts: tellBreakdown(takenOver) },
    row('grounds', sent, grounds),
  ]
}

function classRow(of: RecordClass, records: readonly RecordCount[]): ReportRow {
  const isSensitive = SENSITIVE.includes(of)
  const own = records.filter(({ event }) => classOf(event) === of)
  const parts = sumBy(own, ({ event }) => event)
  const count = tellCount(sum(own), isSensitive)
  const told = tellBreakdown(parts, () => isSensitive)
  return { name: of, count, ...(Object.keys(parts).length > 1 && { parts: told }) }
}

/** How often one thing happened instead of another, of both together. */
function shareRow(
  part: RecordEvent,
  other: RecordEvent,
  records: readonly RecordCount[],
): ReportRow {
  const counts = sumBy(records, ({ event }) => event)
  const [one, all] = [counts[part] ?? 0, (counts[part] ?? 0) + (counts[other] ?? 0)]
  const count = tellCount(one)
  return { name: part, count, share: { of: 'decided', percent: tellShare(count, tellCount(all)) } }
}

/** What reviews came to. */
function reviewRow(records: readonly RecordCount[]): ReportRow {
  const decided = records.filter(({ event }) => event === 'review.decided')
  const parts = tellBreakdown(
    sumBy(decided, ({ code }) => code ?? 'other'),
    (code) => SENSITIVE_CODES.includes(code),
  )
  return { name: 'review.decided', count: tellCount(sum(decided)), parts }
}

function classOf(event: string): RecordClass | undefined {
  return event in RECORD_EVENTS ? RECORD_EVENTS[event as RecordEvent].class : undefined
}

function sum(records: readonly RecordCount[]): number {
  return records.reduce((total, { count }) => total + count, 0)
}

function sumBy(
  records: readonly RecordCount[],
  name: (record: RecordCount) => string,
): Record<string, number> {
  const groups = Map.groupBy(records, name)
  return Object.fromEntries(Array.from(groups, ([key, group]) => [key, sum(group)]))
}
