/**
 * What a compliance officer does with a record of the queue: looks at it, and signs a verdict.
 *
 * @module
 */
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import { REVIEW_REASONS } from '../protocol/review.ts'
import type { ReviewReason } from '../protocol/review.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { ClientError } from './errors.ts'
import { actAs } from './member-desk.ts'
import type { MemberDesk } from './member-desk.ts'
import type { Recorded } from './recorded.ts'
import { parseQueue, readReview, signReview } from './review.ts'
import type { Decided, PastReview } from './review.ts'

/** Which record, by the agency whose member acted. */
export interface NamedRecord {
  readonly of: string
  readonly record: Uuid
}

/** A record to decide about: by its id alone, or as the queue has shown it. */
export interface RecordToDecide extends Partial<NamedRecord> {
  readonly record: Uuid
  /** Why it stands in the queue; without them the queue is asked. */
  readonly reasons?: readonly ReviewReason[]
}

/**
 * Decides about a record of the queue, with the reasons that it stands there for; verifies that the verdict was recorded. Of one that
 * is not in the queue any more the own agency is meant unless another is named: what was explained may yet be called an incident.
 */
export async function decideRecord(
  desk: MemberDesk,
  { of: named, record, reasons: seen }: RecordToDecide,
  decided: Decided,
  functionId?: string,
): Promise<Recorded & { readonly of: string }> {
  const acting = actAs(desk, ['compliance'], functionId)
  const row = seen === undefined ? await findQueued(desk, record) : undefined
  const of = named ?? row?.of ?? desk.agency
  const reasons = seen ?? row?.reasons ?? []
  const text = signReview(acting, { of, record, reasons }, decided, desk.clock())
  const answer = await desk.gateway.review(text)
  const statement = parseStatementUnsafe('review', text).digest
  const expected = { event: 'review.decided', statement }
  return { ...(await desk.verifyClaim(parseRecordClaim(answer), expected)), of }
}

async function findQueued({ gateway }: MemberDesk, record: Uuid) {
  const rows = parseQueue((await gateway.reviewQueue())['rows'])
  return rows.find((one) => one.record === record)
}

/** A record as an officer is shown it. */
export interface ShownToOfficer {
  readonly body: JsonObject
  /** Member id and the name in the credential; null when it is not for this officer to know, or not known any more. */
  readonly member: { readonly id: Uuid; readonly name: string | null } | null
  /** Why it must be reviewed. */
  readonly reasons: readonly ReviewReason[]
  readonly reviews: readonly PastReview[]
}

/** Shows one record, who acted, and the reviews of it, verified. The gateway makes a record of it. */
export async function showReviewed(desk: MemberDesk, named: NamedRecord): Promise<ShownToOfficer> {
  const answer = await desk.gateway.reviewRecord(named.of, named.record)
  const { body, member, reviews, reasons } = answer
  if (!isJsonObject(body) || !Array.isArray(reviews) || !Array.isArray(reasons))
    throw new ClientError('answer-invalid', 'no record came')
  const keys = [...desk.keys.reading.values()].flat()
  const sources = { directory: desk.directory, keys }
  return {
    body,
    member: typeof member === 'string' ? nameOf(desk, named.of, member) : null,
    reasons: REVIEW_REASONS.filter((reason) => reasons.includes(reason)),
    reviews: reviews.map((text) => readReview(String(text), named.record, sources)),
  }
}

function nameOf({ directory }: MemberDesk, agency: string, id: Uuid) {
  const members = directory.states.get(agency)?.members.values() ?? []
  const found = [...members].find(({ payload }) => payload.member === id)
  return { id, name: found?.payload.name ?? null }
}
