import type { RecordDetail } from '../../audit/record-key.ts'
import type { Appended } from '../../audit/write-item.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { ReviewReason } from '../../protocol/review.ts'
import type { RecordBody } from '../../protocol/record.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import type { AgencyRecord } from '../../storage/record-detail.ts'
import { findAgencyRecord, listReviews } from '../../storage/review.ts'
import type { Actor } from '../actor.ts'
import { checkSignature } from '../checks/signature.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { loadHits } from '../review-hits.ts'
import { checkOfficer, reviewerOfOfficers } from '../reviewers.ts'
import { stored } from '../stored.ts'
import { checkAct } from './member-act.ts'

/** A signed verdict as it comes in. */
export interface ReviewRequest {
  readonly actor: Actor
  readonly body: unknown
  readonly noteConcern: NoteConcern
}

/** Records a verdict on a record that is the officer's to review; throws `not-found` of any other. */
export async function recordReview(
  gate: Gate,
  { actor, body, noteConcern }: ReviewRequest,
): Promise<Appended> {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseStatementUnsafe('review', body)
  const { of, record, function: id } = statement.payload
  noteConcern({ statement: statement.digest, function: id })
  await checkSignature(gate, actor, statement)
  await checkAct(gate, statement, { type: statement.kind })
  await loadReviewable(gate, actor, { of, record })
  return gate.writer.append({ kind: 'review', statement: stored(statement) })
}

/** A record, by the agency whose member acted. */
export interface RecordName {
  readonly of: string
  readonly record: Uuid
}

/** What an officer is shown of one record. */
export interface ShownRecord {
  readonly body: JsonObject
  /** Who acted; null of another agency's record, and when that is erased. */
  readonly member: Uuid | null
  readonly reasons: readonly ReviewReason[]
  /** Signed reviews, oldest first. */
  readonly reviews: readonly string[]
}

/**
 * Shows one record that is the officer's to review: of an own agency's who it was, too. A record is made of it before it is
 * answered. Throws `not-found`.
 */
export async function showRecord(gate: Gate, actor: Actor, name: RecordName): Promise<ShownRecord> {
  checkOfficer(gate, actor)
  const { found, body, reasons } = await loadReviewable(gate, actor, name)
  const isOwn = name.of === actor.agency
  const member = isOwn ? (openDetail(gate, name.of, found, body)?.member ?? null) : null
  await gate.writer.append({
    kind: 'event',
    event: 'review.record-shown',
    agency: actor.agency,
    actor: actor.member,
    code: member === null ? 'pseudonym' : 'member',
    detail: { record: name.record },
  })
  const scope = { reader: actor.agency, of: name.of }
  return {
    body: isOwn ? (body as unknown as JsonObject) : withoutCase(body),
    member,
    reasons,
    reviews: await listReviews(gate.db, scope, name.record),
  }
}

interface Reviewable {
  readonly found: AgencyRecord
  readonly body: RecordBody
  readonly reasons: readonly ReviewReason[]
}

/**
 * A record that this officer may review: one that a rule has put into the queue, now or before, and that was made by one of his
 * agency's members, none of them an officer; or by an officer of an agency that hands these over. Throws `not-found` of anything
 * else: to look at any record of a member takes an inquiry, and a second person.
 */
export async function loadReviewable(
  gate: Gate,
  actor: Actor,
  { of, record }: RecordName,
): Promise<Reviewable> {
  const isHandedOver = of !== actor.agency
  if (isHandedOver && reviewerOfOfficers(gate, of) !== actor.agency) throw notFound()
  const hit = (await loadHits(gate, of)).find((one) => one.record.id === record)
  const found = hit && (await findAgencyRecord(gate.db, of, record))
  if (hit === undefined || found === undefined || hit.isByOfficer !== isHandedOver) throw notFound()
  return { found, body: hit.record.body, reasons: hit.reasons }
}

/** Who acted, as long as that is kept. */
export function openDetail(
  { recordKey }: Pick<Gate, 'recordKey'>,
  agency: string,
  { id, detail }: AgencyRecord,
  { det }: RecordBody,
): RecordDetail | undefined {
  if (detail === null || det === undefined) return undefined
  return recordKey.openDetail(agency, id, detail, det)
}

/** What another agency's officer learns: what was done and when, nothing by which it could be matched to a case. */
function withoutCase({
  ev,
  ts,
  actor,
  function: id,
  purpose,
  parts,
  code,
}: RecordBody): JsonObject {
  const categories = [...new Set(parts?.map(({ category }) => category))]
  return {
    ev,
    ts,
    actor,
    function: id ?? null,
    purpose: purpose ?? null,
    categories,
    ...(code !== undefined && { code }),
  }
}

function notFound(): GatewayError {
  return new GatewayError('not-found', 'no such record, or not for this officer')
}
