import { ClientError } from '../client/errors.ts'
import { parseQueue, readReview, signReview } from '../client/review.ts'
import type { Decided, PastReview, QueuedRecord } from '../client/review.ts'
import type { Recorded } from '../client/recorded.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { actAs } from './open.ts'
import type { Session } from './session.ts'

/** Which record, by the agency whose member acted. */
export interface NamedRecord {
  readonly of: string
  readonly record: Uuid
}

/** Decides about a record of the queue, with the reasons that it stands there for; verifies that the verdict was recorded. */
export async function decideRecord(
  session: Session,
  { of, record }: NamedRecord,
  decided: Decided,
  functionId?: string,
): Promise<Recorded> {
  const acting = actAs(session, ['compliance'], functionId)
  const reasons = await findReasons(session, record)
  const text = signReview(acting, { of, record, reasons }, decided, session.context.clock())
  const answer = await session.gateway.review(text)
  const statement = parseStatementUnsafe('review', text).digest
  return session.verify(answer, { event: 'review.decided', statement })
}

/** None of a record that is not in the queue any more: what was explained may yet be called an incident. */
async function findReasons({ gateway }: Session, record: Uuid): Promise<QueuedRecord['reasons']> {
  const rows = parseQueue((await gateway.reviewQueue())['rows'])
  return rows.find((row) => row.record === record)?.reasons ?? []
}

/** A record as an officer is shown it. */
export interface ShownToOfficer {
  readonly body: JsonObject
  /** Member id and the name in the credential; null when it is not for this officer to know, or not known any more. */
  readonly member: { readonly id: Uuid; readonly name: string | null } | null
  readonly reviews: readonly PastReview[]
}

/** Shows one record, who acted, and the reviews of it, verified. The gateway makes a record of it. */
export async function showReviewed(session: Session, named: NamedRecord): Promise<ShownToOfficer> {
  const answer = await session.gateway.reviewRecord(named.of, named.record)
  const { body, member, reviews } = answer
  if (!isJsonObject(body) || !Array.isArray(reviews))
    throw new ClientError('answer-invalid', 'no record came')
  const keys = [...session.keys.reading.values()].flat()
  const sources = { directory: session.directory, keys }
  return {
    body,
    member: typeof member === 'string' ? nameOf(session, named.of, member) : null,
    reviews: reviews.map((text) => readReview(String(text), named.record, sources)),
  }
}

function nameOf({ directory }: Session, agency: string, id: Uuid) {
  const members = directory.states.get(agency)?.members.values() ?? []
  const found = [...members].find(({ payload }) => payload.member === id)
  return { id, name: found?.payload.name ?? null }
}
