/**
 * Who signs a report. First an officer of the agency that it is about: that shows it to the officers of those it cooperates with,
 * and then each of these agencies signs the same text.
 *
 * @module
 */
import type { Appended } from '../../audit/write-item.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { findReport, listReportApprovals, listShownReports } from '../../storage/report.ts'
import type { StoredApproval, StoredReport } from '../../storage/report.ts'
import type { Actor } from '../actor.ts'
import { checkRole } from '../checks/standing.ts'
import { checkSignature } from '../checks/signature.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { listPartnersEver } from '../partners.ts'
import { reportSpan } from '../report-span.ts'
import { stored } from '../stored.ts'
import { checkAct } from './member-act.ts'
import { loadReport } from './report.ts'

/** Whose report, of which period. */
export interface NamedReport {
  readonly of: string
  readonly period: string
}

/** A report with those who have signed it. */
export interface SignedReport extends StoredReport {
  readonly approvals: readonly StoredApproval[]
}

/** A report of another agency that waits for a signature, or has it. */
export interface ShownReport extends NamedReport {
  readonly isApproved: boolean
}

/** The own agency's report, made if need be; or another's once that has signed it. Throws `not-found`. */
export async function showReport(
  gate: Gate,
  actor: Actor,
  { of, period }: NamedReport,
): Promise<SignedReport> {
  if (of === actor.agency) {
    const own = await loadReport(gate, { actor, period })
    return { ...own, approvals: await listReportApprovals(gate.db, of, period) }
  }
  checkRole(gate, actor, ['compliance'])
  const shown = await loadShown(gate, actor.agency, { of, period })
  await gate.writer.append({
    kind: 'event',
    event: 'report.shown',
    agency: actor.agency,
    actor: actor.member,
    statement: shown.digest,
  })
  return shown
}

/** The reports of those that the member's agency cooperates with which these have signed. */
export async function listReportsToApprove(gate: Gate, actor: Actor): Promise<ShownReport[]> {
  checkRole(gate, actor, ['compliance'])
  const shown: ShownReport[] = []
  for (const of of listPartnersEver(gate, actor.agency))
    for (const period of await listShownReports(gate.db, of)) {
      if (!isAnsweredTo(gate, actor.agency, { of, period })) continue
      const approvals = await listReportApprovals(gate.db, of, period)
      const isApproved = approvals.some(({ agency }) => agency === actor.agency)
      shown.push({ of, period, isApproved })
    }
  return shown
}

/** Records that an officer has signed a report, as it stands. Throws `not-found` for a report that the officer may not see, or another text of it. */
export async function recordReportApproval(
  gate: Gate,
  {
    actor,
    body,
    noteConcern,
  }: { readonly actor: Actor; readonly body: unknown; readonly noteConcern: NoteConcern },
): Promise<Appended> {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseStatementUnsafe('report-approval', body)
  const { of, period, report, function: id } = statement.payload
  noteConcern({ statement: statement.digest, function: id })
  await checkSignature(gate, actor, statement)
  await checkAct(gate, statement, { type: statement.kind })
  const seen =
    of === actor.agency
      ? await findReport(gate.db, of, period)
      : await loadShown(gate, actor.agency, { of, period })
  if (seen?.digest !== report) throw notFound()
  return gate.writer.append({ kind: 'report-approval', statement: stored(statement) })
}

async function loadShown(
  gate: Gate,
  reader: string,
  { of, period }: NamedReport,
): Promise<SignedReport> {
  if (!isAnsweredTo(gate, reader, { of, period })) throw notFound()
  const approvals = await listReportApprovals(gate.db, of, period)
  const report = await findReport(gate.db, of, period)
  if (report === undefined || !approvals.some(({ agency }) => agency === of)) throw notFound()
  return { ...report, approvals }
}

/** Whether the two cooperated when the period began, or began to later. */
function isAnsweredTo(gate: Gate, reader: string, { of, period }: NamedReport): boolean {
  return listPartnersEver(gate, reader, reportSpan(period).from).includes(of)
}

function notFound(): GatewayError {
  return new GatewayError('not-found', 'no such report, or not yet shown')
}
