import type { ReviewedRecord } from '../../audit/review/reviewed-record.ts'
import { timeOf } from '../../audit/review/reviewed-record.ts'
import type { Appended } from '../../audit/write-item.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import type { RecordBody } from '../../protocol/record.ts'
import type { Digest } from '../../protocol/sha256.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Inquiry } from '../../protocol/statements/inquiry.ts'
import { parseTime } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { indexCases, listCasePositions, listCaseRecords } from '../../storage/oversight.ts'
import type { AgencyRecord } from '../../storage/record-detail.ts'
import { findAgencyRecord, findPositionAt } from '../../storage/review.ts'
import type { Actor } from '../actor.ts'
import { checkNoneMissing, openRecord, readRecords } from '../agency-records.ts'
import { checkSignature } from '../checks/signature.ts'
import { checkRole } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { isSameQuestion, listProvenInquiries } from '../proven-inquiries.ts'
import type { ProvenInquiry } from '../proven-inquiries.ts'
import { Pseudonyms, checkOfficer } from '../reviewers.ts'
import { stored } from '../stored.ts'
import { checkAct } from './member-act.ts'
import { openDetail } from './review.ts'
import type { ReviewRequest } from './review.ts'

const DAY = 24 * 3_600_000
/** An approved inquiry may be read for so long. */
const READABLE = 30 * DAY
/** Requests are listed, and may be approved, for so long. */
const OPEN = 30 * DAY

/** One line of a timeline: the record as it was committed to. */
export interface TimelineRow {
  readonly record: Uuid
  readonly body: RecordBody
  /** Whether who asks did it: nobody inquires into oneself. */
  readonly isOwn: boolean
}

/** An open inquiry, with the record that it begins at. */
export interface AskedInquiry extends ProvenInquiry {
  readonly about: RecordBody
}

/** What one member did, and who that is. */
export interface MemberTimeline {
  /** Member id; null once it is erased. */
  readonly member: Uuid | null
  readonly rows: readonly TimelineRow[]
}

/**
 * All that members of the officer's agency did in one case. Who they are stays a pseudonym. Recorded before it is answered. Throws
 * GatewayError `record-missing` when a record of the case is gone, or when anything was at the last comparison with the whole log.
 */
export async function listCaseTimeline(
  gate: Gate,
  actor: Actor,
  caseReference: string,
): Promise<TimelineRow[]> {
  checkOfficer(gate, actor)
  const found = await readCase(gate, actor.agency, caseReference)
  const records = found.flatMap(openRecord).filter(({ body }) => body.case === caseReference)
  await gate.writer.append({
    kind: 'event',
    event: 'review.case-listed',
    agency: actor.agency,
    actor: actor.member,
    case: caseReference,
    counts: { records: records.length },
  })
  const pseudonyms = new Pseudonyms(gate, actor.agency)
  return records.map((record) => toRow(record, pseudonyms.is(actor.member, record.body)))
}

/** The records of a case; each that was ever seen to be of it, or that a fact speaks of, is there or was erased. */
async function readCase(
  { db, comparison }: Gate,
  agency: string,
  caseReference: string,
): Promise<AgencyRecord[]> {
  await comparison.verify(db)
  await indexCases(db)
  const found = await listCaseRecords(db, agency, caseReference)
  const there = new Set(found.map(({ position }) => position))
  for (const position of await listCasePositions(db, agency, caseReference))
    if (!there.has(position)) await checkNoneMissing(db, position, position + 1)
  return found
}

/**
 * Records that an officer asks for all that one member did, or that a second person approves it. Neither may be the member in
 * question, nor the approver the officer who asked: `not-found`, `approver-is-requester`. An approval says what its request says
 * (`inquiry-invalid`).
 */
export async function recordInquiry(
  gate: Gate,
  { actor, body, noteConcern }: ReviewRequest,
): Promise<Appended> {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseStatementUnsafe('inquiry', body)
  const { payload } = statement
  noteConcern({ statement: statement.digest, function: payload.function })
  await checkSignature(gate, actor, statement)
  await checkAct(gate, statement, { type: statement.kind })
  await loadSubject(gate, actor, payload.record)
  if (payload.what === 'approve') await checkApproval(gate, actor, payload)
  return gate.writer.append({ kind: 'inquiry', statement: stored(statement) })
}

/** The inquiries that are open in the member's agency: for officers, and for who may approve. Recorded. */
export async function listOpenInquiries(gate: Gate, actor: Actor): Promise<AskedInquiry[]> {
  const others = await findOpenInquiries(gate, actor)
  await gate.writer.append({
    kind: 'event',
    event: 'review.inquiries-listed',
    agency: actor.agency,
    actor: actor.member,
    counts: { inquiries: others.length },
  })
  return others
}

/** The same, not recorded. Throws `role-missing`. */
export async function findOpenInquiries(gate: Gate, actor: Actor): Promise<AskedInquiry[]> {
  checkRole(gate, actor, ['compliance', 'decision-maker'])
  const from = await findPositionAt(gate.db, gate.clock() - OPEN)
  return withoutOwn(gate, actor, await listProvenInquiries(gate, actor.agency, from))
}

/**
 * All that the member in question did in the period of an approved inquiry, in the log's order. Recorded before it is answered;
 * the member is not told. Throws `not-found` until somebody has approved, and thirty days later.
 */
export async function listMemberTimeline(
  gate: Gate,
  actor: Actor,
  request: Digest,
): Promise<MemberTimeline> {
  checkOfficer(gate, actor)
  const { payload, approvedAt } = await loadInquiry(gate, actor, request)
  if (approvedAt === null || gate.clock() - approvedAt > READABLE) throw notFound()
  const subject = await loadSubject(gate, actor, payload.record)
  const [from, until] = [parseTime(payload.from), parseTime(payload.until)]
  const all = await readRecords(gate, actor.agency, {
    from: await findPositionAt(gate.db, from),
  })
  const records = all
    .filter((record) => timeOf(record) >= from && timeOf(record) < until)
    .filter(({ body }) => subject.isActor(body))
  await gate.writer.append({
    kind: 'event',
    event: 'review.member-listed',
    agency: actor.agency,
    actor: actor.member,
    statement: request,
    counts: { records: records.length },
  })
  return { member: subject.member, rows: records.map((record) => toRow(record, false)) }
}

async function checkApproval(gate: Gate, actor: Actor, approval: Inquiry): Promise<void> {
  const { payload } = await loadInquiry(gate, actor, approval.request!)
  if (payload.member === actor.member)
    throw new GatewayError('approver-is-requester', 'the same person asks and approves')
  if (!isSameQuestion(approval, payload))
    throw new ProtocolError('inquiry-invalid', 'the approval is of something else')
}

async function loadInquiry(gate: Gate, { agency }: Actor, request: Digest): Promise<ProvenInquiry> {
  const from = await findPositionAt(gate.db, gate.clock() - OPEN - READABLE)
  const all = await listProvenInquiries(gate, agency, from)
  const found = all.find(({ digest }) => digest === request)
  if (found === undefined) throw notFound()
  return found
}

interface Subject {
  /** Null once the detail is erased. */
  readonly member: Uuid | null
  readonly isActor: (body: RecordBody) => boolean
}

/**
 * Tells the records of the member who acted in this one: in every month while the detail is kept, in that month alone once it is
 * erased. Throws `not-found` for another agency's record, one without a member, and if it is the one who asks.
 */
async function loadSubject(gate: Gate, actor: Actor, record: Uuid): Promise<Subject> {
  const found = await findAgencyRecord(gate.db, actor.agency, record)
  const [opened] = found === undefined ? [] : openRecord(found)
  if (found === undefined || opened === undefined || opened.body.actor === null) throw notFound()
  const pseudonyms = new Pseudonyms(gate, actor.agency)
  if (pseudonyms.is(actor.member, opened.body)) throw notFound()
  const member = openDetail(gate, actor.agency, found, opened.body)?.member
  return {
    member: member ?? null,
    isActor:
      member === undefined
        ? (body) => body.actor === opened.body.actor
        : (body) => pseudonyms.is(member, body),
  }
}

/** Whoever is asked about does not see it here. */
async function withoutOwn(
  gate: Gate,
  actor: Actor,
  inquiries: readonly ProvenInquiry[],
): Promise<AskedInquiry[]> {
  const pseudonyms = new Pseudonyms(gate, actor.agency)
  const kept: AskedInquiry[] = []
  for (const inquiry of inquiries) {
    const found = await findAgencyRecord(gate.db, actor.agency, inquiry.payload.record)
    const [opened] = found === undefined ? [] : openRecord(found)
    if (opened !== undefined && !pseudonyms.is(actor.member, opened.body))
      kept.push({ ...inquiry, about: opened.body })
  }
  return kept
}

function toRow({ id, body }: ReviewedRecord, isOwn: boolean): TimelineRow {
  return { record: id, body, isOwn }
}

function notFound(): GatewayError {
  return new GatewayError('not-found', 'no such record or inquiry of this agency')
}
