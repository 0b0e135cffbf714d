/**
 * A report with the signatures on it, verified, and signing it: first an officer of the agency that it is about, then one of each
 * agency that it cooperates with, all over the same text.
 *
 * @module
 */
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import { authorSources } from './directory.ts'
import { ClientError } from './errors.ts'
import { judgeAuthor } from './judge-author.ts'
import { who } from './member-acts.ts'
import { actAs } from './member-desk.ts'
import type { MemberDesk } from './member-desk.ts'
import type { Recorded } from './recorded.ts'
import { parseReport } from './report.ts'
import type { AnsweredReport, NamedReport } from './report.ts'

/** A signature on a report. */
export interface ReportSignature {
  readonly agency: string
  /** What the agency is called. */
  readonly name: LocalText
  /** When it was signed, and the signed text; null once it is erased who signed. */
  readonly signed: { readonly at: Time; readonly text: string } | null
}

/** A report and who has signed it. */
export interface SignedReport {
  readonly report: AnsweredReport
  /** What its agency is called. */
  readonly name: LocalText
  readonly signatures: readonly ReportSignature[]
}

/** Fetches a report and verifies the signatures on it. Throws as `parseReport` and `judgeAuthor`, and `answer-invalid` for a signature on another text. */
export async function loadSignedReport(
  desk: MemberDesk,
  named: NamedReport,
): Promise<SignedReport> {
  const answer = await desk.gateway.report(named.period, named.of)
  const report = parseReport(answer, named)
  const { approvals } = answer
  if (!Array.isArray(approvals)) throw answerInvalid()
  return {
    report,
    name: nameOf(desk, named.of),
    signatures: approvals.map((one) => readSignature(desk, named, report.digest, one)),
  }
}

function readSignature(
  desk: MemberDesk,
  { of, period }: NamedReport,
  report: Digest,
  value: JsonValue,
): ReportSignature {
  if (!isJsonObject(value)) throw answerInvalid()
  const { agency, text } = value
  if (typeof agency !== 'string') throw answerInvalid()
  const name = nameOf(desk, agency)
  if (text === null) return { agency, name, signed: null }
  const statement = parseStatementUnsafe('report-approval', String(text))
  const { payload } = statement
  if (
    payload.agency !== agency ||
    payload.of !== of ||
    payload.period !== period ||
    payload.report !== report
  )
    throw answerInvalid()
  judgeAuthor(statement, authorSources(desk.directory, agency), parseTime(payload.at))
  return { agency, name, signed: { at: payload.at, text: statement.text } }
}

/** Signs a report as it was shown, by the digest of its text, and verifies that this was recorded. */
export async function approveReport(
  desk: MemberDesk,
  { of, period, report }: NamedReport & { readonly report: Digest },
  functionId?: string,
): Promise<Recorded> {
  const acting = actAs(desk, ['compliance'], functionId)
  const text = signStatement(
    'report-approval',
    { v: 1, ...who(acting), of, period, report, at: encodeTime(desk.clock()) },
    acting.keys.signing,
  )
  const claim = parseRecordClaim(await desk.gateway.approveReport(text))
  const statement = parseStatementUnsafe('report-approval', text).digest
  return desk.verifyClaim(claim, { event: 'report.approved', statement })
}

/** A report of another agency that the officer may sign, or whose agency has. */
export interface ReportToApprove extends NamedReport {
  readonly isApproved: boolean
}

/** Reads which reports of others there are to sign; throws `answer-invalid`. */
export function parseReportsToApprove({ reports }: JsonObject): ReportToApprove[] {
  if (!Array.isArray(reports)) throw answerInvalid()
  return reports.map((one) => {
    const { of, period, isApproved } = isJsonObject(one) ? one : {}
    if (typeof of !== 'string' || typeof period !== 'string' || typeof isApproved !== 'boolean')
      throw answerInvalid()
    return { of, period, isApproved }
  })
}

function nameOf({ directory }: MemberDesk, agency: string): LocalText {
  return directory.states.get(agency)?.root.payload.name ?? { sv: agency, en: agency }
}

function answerInvalid(): ClientError {
  return new ClientError('answer-invalid', 'no such report came')
}
