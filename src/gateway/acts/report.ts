import { AuditError } from '../../audit/errors.ts'
import { buildReport } from '../../audit/report/build-report.ts'
import type { RecordCount } from '../../audit/report/build-report.ts'
import { closedWithin } from '../../audit/report/days-to-close.ts'
import type { ClosedWithin } from '../../audit/report/days-to-close.ts'
import { stateAfter } from '../../audit/review/due.ts'
import { timeOf } from '../../audit/review/reviewed-record.ts'
import { encodeUtf8 } from '../../protocol/bytes.ts'
import { digestOf } from '../../protocol/sha256.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { countExpired, countReceived, findPlaceAt, findReport } from '../../storage/report.ts'
import type { Span, StoredReport } from '../../storage/report.ts'
import type { Actor } from '../actor.ts'
import { readRecords } from '../agency-records.ts'
import { checkRole } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { listProvenVerdicts } from '../proven-verdicts.ts'
import { readReviewable } from '../reviewable-records.ts'
import { reportSpan } from '../report-span.ts'
import { loadExchange } from './report-exchange.ts'

/** A report of the member's agency. */
export interface ReportRequest {
  readonly actor: Actor
  /** `2026`, `2026-H1` or `2026-H2`. */
  readonly period: string
}

/**
 * The report of a period that is over: made the first time that it is asked for, and the same ever after. What is kept has
 * been through the rule of small numbers already, so nothing smaller can be asked out of it. Throws `day-not-over`.
 */
export async function loadReport(
  gate: Gate,
  { actor, period }: ReportRequest,
): Promise<StoredReport> {
  checkRole(gate, actor, ['compliance'])
  const span = reportSpan(period)
  if (gate.clock() < span.until) throw new GatewayError('day-not-over', 'the period is not over')
  const { agency } = actor
  const made = await findReport(gate.db, agency, period)
  if (made !== undefined) return made
  const report = await makeReport(gate, { actor, period }, span)
  try {
    await gate.writer.append({ kind: 'report', agency, period, actor: actor.member, ...report })
    return report
  } catch (error) {
    // Somebody else asked at the same time: then that one is the report.
    if (!(error instanceof AuditError) || error.code !== 'already-recorded') throw error
    return (await findReport(gate.db, agency, period))!
  }
}

async function makeReport(
  gate: Gate,
  { actor: { agency }, period }: ReportRequest,
  span: Span,
): Promise<StoredReport> {
  const { db, directory } = gate
  const members = new Set(
    [...directory.load(agency).members.values()].map(({ payload }) => payload.member),
  )
  const report = buildReport({
    agency,
    period,
    records: await countRecords(gate, agency, span),
    members: members.size,
    received: await countReceived(db, agency, span),
    expired: await countExpired(db, agency, span),
    closed: await countClosed(gate, agency, span),
    exchange: await loadExchange(gate, agency, span),
  })
  const text = JSON.stringify(report)
  return { text, digest: digestOf(encodeUtf8(text)) }
}

/**
 * How often each thing was recorded, counted from the bodies themselves, each held against its leaf: a report from which somebody
 * has taken records fails. Throws as `readRecords`.
 */
async function countRecords(gate: Gate, agency: string, span: Span): Promise<RecordCount[]> {
  const [from, past] = await Promise.all(
    [span.from, span.until].map((moment) => findPlaceAt(gate.db, moment)),
  )
  const counts = new Map<string, RecordCount>()
  await readRecords(gate, agency, {
    from: from!,
    // Counted as it passes: a year of records is too much to keep.
    isWanted: ({ position, body: { ev: event, code = null } }) => {
      const name = `${event} ${code}`
      const count = (counts.get(name)?.count ?? 0) + 1
      if (position < past!) counts.set(name, { event, code, count })
      return false
    },
  })
  return [...counts.values()]
}

/** How long the reviews took that were closed in the span: of what the agency's members did, its officers among them. */
async function countClosed(
  gate: Gate,
  agency: string,
  { from, until }: Span,
): Promise<Record<ClosedWithin, number>> {
  const counts = { 'within-a-week': 0, 'within-a-month': 0, later: 0 }
  const records = await readReviewable(gate, agency)
  const acted = new Map(records.map((record) => [record.id, timeOf(record)]))
  const closed = new Set<Uuid>()
  for (const { record, verdict, at } of await listProvenVerdicts(gate, {
    reader: agency,
    of: agency,
  })) {
    const since = acted.get(record)
    if (since === undefined || closed.has(record) || stateAfter(verdict) !== 'closed') continue
    closed.add(record)
    if (at >= from && at < until) counts[closedWithin(since, at)]++
  }
  return counts
}
