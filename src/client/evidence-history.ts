/**
 * What became of a disclosure, in the order of the log: held and countersigned or not, delivered, opened, taken over,
 * answered, withdrawn.
 *
 * @module
 */
import { parseDecision } from '../policy/encode-decision.ts'
import {
  verifyByReceiver,
  verifyBySender,
  verifyCountersignature,
} from '../protocol/about-disclosure.ts'
import { agencyOf } from '../protocol/function-id.ts'
import { ProtocolError } from '../protocol/errors.ts'
import type { Evidence } from '../protocol/evidence-bundle.ts'
import { headOf } from '../protocol/head.ts'
import { actorOf, verifyNodeStatement } from '../protocol/member-statement.ts'
import type { MemberStatement } from '../protocol/member-statement.ts'
import { parseSigningPublicKey } from '../protocol/signing-key.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { parseTime } from '../protocol/time.ts'
import type { Verdict } from '../protocol/vocabulary.ts'
import { listNeeds, remainingNeeds } from '../policy/needs.ts'
import { ClientError } from './errors.ts'
import { loadEvidenceAgency, sourcesAt, verifyListed } from './evidence-agencies.ts'
import type { EvidenceAgency } from './evidence-agencies.ts'
import { loadRecordOf } from './evidence-records.ts'
import type { ProvenRecord } from './evidence-records.ts'
import { judgeAuthor } from './judge-author.ts'

/** What the history is verified from. */
export interface HistoryInput {
  readonly evidence: Evidence
  readonly manifest: Statement<'manifest'>
  readonly agencies: ReadonlyMap<string, EvidenceAgency>
  readonly records: readonly ProvenRecord[]
  /** The record by which the disclosure entered the log. */
  readonly disclosed: ProvenRecord
}

/**
 * Verifies every act after the disclosure: by whom, that it is about this disclosure, and that it came in its order.
 *
 * @throws ClientError `history-out-of-order`, `countersignature-missing`; ProtocolError with the code of a failed signature
 */
export function verifyHistory(input: HistoryInput): void {
  verifyActivations(input)
  const withdrawn = verifyWithdrawal(input)
  if (withdrawn !== null && isUnreleased(input)) {
    verifyVerdicts(input)
    return
  }
  const released = verifyRelease(input)
  const opened = verifyOpenings(input, released)
  for (const text of input.evidence.statements.receipt) {
    verifyReceipt(input, parseStatementUnsafe('receipt', text), released, opened)
  }
  if (withdrawn !== null) verifyRecalled(opened, withdrawn)
}

/** The index of the record by which the sending side took the disclosure back; null if it did not. */
function verifyWithdrawal(input: HistoryInput): number | null {
  const [text, ...others] = input.evidence.statements.withdrawal
  if (text === undefined) return null
  if (others.length > 0) {
    throw new ProtocolError('record-invalid', 'a disclosure is withdrawn once')
  }
  const statement = parseStatementUnsafe('withdrawal', text)
  verifyBySender(statement, input.manifest)
  const record = loadRecordOf(input.records, statement.digest)
  verifyAct(input, statement, record)
  verifyAfter(record.index, input.disclosed.index)
  return record.index
}

/** Whether nothing shows that it left the sending side: a withdrawal then cancelled it. */
function isUnreleased({ evidence: { statements }, disclosed }: HistoryInput): boolean {
  const { receipt, 'open-request': openings } = statements
  return disclosed.body?.ev === 'disclosure.held' && receipt.length + openings.length === 0
}

/** No agency opens for the first time what was withdrawn before. */
function verifyRecalled(opened: ReadonlyMap<string, number>, withdrawn: number): void {
  const openings = Array.from(opened, ([id, index]) => ({ agency: agencyOf(id), index }))
  for (const { agency } of openings) {
    const own = openings.filter((opening) => opening.agency === agency)
    verifyAfter(withdrawn, Math.min(...own.map(({ index }) => index)))
  }
}

/** The index of the record that released the disclosure: its own, or that of the last countersignature that was needed. */
function verifyRelease(input: HistoryInput): number {
  const { evidence, manifest, disclosed } = input
  const needs = listNeeds(parseDecision(evidence.decision), headOf(manifest.payload).head)
  const given = needs.length === 0 ? [] : verifyVerdicts(input)
  const released = given.reduce(
    (last, { record }) => (record.index > last.index ? record : last),
    disclosed,
  )
  // Only what still holds when the last one releases: an old approval is not one of today.
  const verdicts = given
    .filter(({ expiresAt }) => released.at < expiresAt)
    .map(({ verdict }) => verdict)
  const isRefused = given.some(({ verdict }) => verdict === 'refuse')
  if (isRefused || remainingNeeds(needs, verdicts).length > 0) {
    throw new ClientError('countersignature-missing', 'released without the second person')
  }
  verifyDelivered(evidence, released)
  return released.index
}

interface GivenVerdict {
  readonly verdict: Verdict
  /** ms since 1970. */
  readonly expiresAt: number
  readonly record: ProvenRecord
}

function verifyVerdicts(input: HistoryInput): GivenVerdict[] {
  const { evidence, manifest, records, disclosed } = input
  return evidence.statements.countersignature.map((text) => {
    const statement = parseStatementUnsafe('countersignature', text)
    const record = loadRecordOf(records, statement.digest)
    verifyCountersignature(statement, {
      manifest,
      // The decision that was looked at is the one that the disclosure's own record names.
      decision: disclosed.body?.decision ?? '',
      policySet: disclosed.body?.policySet ?? '',
      at: record.at,
    })
    verifyAct(input, statement, record)
    verifyAfter(record.index, disclosed.index)
    const { verdict, expiresAt } = statement.payload
    return { verdict, expiresAt: parseTime(expiresAt), record }
  })
}

/** The record of a release names the node's receipts of delivery: without them it is not the release, or some are kept back. */
function verifyDelivered({ statements }: Evidence, { body }: ProvenRecord): void {
  const enclosed = new Set(
    statements.receipt.map((text) => parseStatementUnsafe('receipt', text).digest),
  )
  const delivered = body?.delivered ?? []
  if (delivered.length === 0 || !delivered.every((digest) => enclosed.has(digest))) {
    throw new ProtocolError('record-invalid', 'a release without its receipts of delivery')
  }
}

/** For each function, the index of its first opening. */
function verifyOpenings(input: HistoryInput, released: number): Map<string, number> {
  const first = new Map<string, number>()
  for (const text of input.evidence.statements['open-request']) {
    const statement = parseStatementUnsafe('open-request', text)
    verifyByReceiver(statement, input.manifest)
    const record = loadRecordOf(input.records, statement.digest)
    verifyAct(input, statement, record)
    verifyAfter(record.index, released)
    const { function: id } = statement.payload
    first.set(id, Math.min(first.get(id) ?? Infinity, record.index))
  }
  return first
}

function verifyReceipt(
  input: HistoryInput,
  receipt: Statement<'receipt'>,
  released: number,
  opened: ReadonlyMap<string, number>,
): void {
  verifyByReceiver(receipt, input.manifest)
  const record = loadRecordOf(input.records, receipt.digest)
  if (receipt.payload.what === 'delivered') {
    verifyNodeStatement(receipt, nodeKey(input.evidence))
    // Delivered in the same record as the release.
    verifyAfter(record.index + 1, released)
    return
  }
  verifyAct(input, receipt, record)
  verifyAfter(record.index, released)
  if (receipt.payload.what === 'registered') return
  // Nobody takes over, answers or finds a difference in what the function has not opened.
  verifyAfter(record.index, opened.get(receipt.payload.function) ?? Infinity)
}

function verifyAct(
  { agencies, records }: HistoryInput,
  statement: MemberStatement,
  record: ProvenRecord,
): void {
  const { agency: id, credential } = actorOf(statement)
  const agency = loadEvidenceAgency(agencies, id)
  judgeAuthor(statement, sourcesAt(agency, records, record), record.at)
  verifyListed(agency, credential)
}

function verifyActivations({ evidence }: HistoryInput): void {
  for (const text of evidence.statements['policy-activation']) {
    verifyNodeStatement(parseStatementUnsafe('policy-activation', text), nodeKey(evidence))
  }
}

function nodeKey({ node }: Evidence) {
  try {
    return parseSigningPublicKey(node)
  } catch (cause) {
    throw new ProtocolError('evidence-invalid', 'the node’s key is none', { cause })
  }
}

function verifyAfter(index: number, earlier: number): void {
  if (index <= earlier) throw new ClientError('history-out-of-order', 'acts are out of order')
}
