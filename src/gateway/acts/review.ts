import type { RecordDetail } from '../../audit/record-key.ts'
import type { Appended } from '../../audit/write-item.ts'
import { verifyRecordBody } from '../../protocol/record.ts'
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
import { Pseudonyms, checkOfficer, reviewerOfOfficers } from '../reviewers.ts'
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
  readonly body: RecordBody
  /** Who acted; null of another agency's record, and when that is erased. */
  readonly member: Uuid | null
  /** Signed reviews, oldest first. */
  readonly reviews: readonly string[]
}

/**
 * Shows one record that is the officer's to review: of an own agency's who it was, too. A record is made of it before it is
 * answered. Throws `not-found`.
 */
export async function showRecord(gate: Gate, actor: Actor, name: RecordName): Promise<ShownRecord> {
  checkOfficer(gate, actor)
  const { found, body } = await loadReviewable(gate, actor, name)
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
    body: isOwn ? body : withoutCase(body),
    member,
    reviews: await listReviews(gate.db, scope, name.record),
  }
}

interface Reviewable {
  readonly found: AgencyRecord
  readonly body: RecordBody
}

/**
 * A record that this officer may review: one of his agency's members, none of them an officer; or one of an officer of an
 * agency that hands these over. Throws `not-found` of anything else.
 */
export async function loadReviewable(
  gate: Gate,
  actor: Actor,
  { of, record }: RecordName,
): Promise<Reviewable> {
  const found = await findAgencyRecord(gate.db, of, record)
  if (found === undefined || found.body === null || found.nonce === null) throw notFound()
  const body = verifyRecordBody(found.leaf, found.body, found.nonce)
  const pseudonyms = new Pseudonyms(gate, of)
  const isByOfficer = pseudonyms.isOfficer(body)
  const isOurs =
    of === actor.agency
      ? !isByOfficer
      : isByOfficer && reviewerOfOfficers(gate, of) === actor.agency
  if (body.actor === null || !isOurs) throw notFound()
  return { found, body }
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

/** Another agency's officer learns what was done, not in which case. */
function withoutCase(body: RecordBody): RecordBody {
  const { case: _case, disclosure: _disclosure, manifest: _manifest, to: _to, ...rest } = body
  return rest
}

function notFound(): GatewayError {
  return new GatewayError('not-found', 'no such record, or not for this officer')
}
