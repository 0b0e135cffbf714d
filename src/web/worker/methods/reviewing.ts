import { decideRecord, showReviewed } from '../../../client/review-acts.ts'
import type { NamedRecord } from '../../../client/review-acts.ts'
import type { ReviewNumbers } from '../../../client/gateway-review.ts'
import type { PastReview, QueuedRecord } from '../../../client/review.ts'
import {
  REASON_WORDS,
  categoryWords,
  eventWords,
  purposeWords,
  roleWords,
} from '../../../client/review-words.ts'
import type { ReviewQueue, ReviewReason, ReviewVerdict } from '../../../protocol/review.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
import { parseClientProgram } from '../../../protocol/client-program.ts'
import type { ClientProgram } from '../../../protocol/client-program.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'

/** A record of the queue, in words. */
export interface QueueRow extends Pick<
  QueuedRecord,
  'of' | 'record' | 'at' | 'actor' | 'function' | 'case' | 'state' | 'dueBy' | 'isOverdue'
> {
  readonly reasons: readonly ReviewReason[]
  readonly reasonWords: readonly LocalText[]
  readonly event: LocalText
  readonly purpose: LocalText | null
  readonly categories: readonly LocalText[]
}

/** A page of what waits for the officer. */
export interface Queue {
  readonly rows: readonly QueueRow[]
  /** How many there are in the whole queue. */
  readonly total: number
  /** How to ask for the next page; null after the last. */
  readonly next: string | null
  readonly names: Names
}

/** Rows of a page. */
const PAGE = 50

/** Who acted in a record, and what was said of it before. */
export interface ShownRecord {
  /** Null when it is not for this officer to know. */
  readonly member: string | null
  /** The program that was used, as it named itself. */
  readonly client: ClientProgram | null
  /** In which roles, as the roster had them; none of a record from before they were noted. */
  readonly roles: readonly LocalText[]
  readonly reviews: readonly PastReview[]
}

interface Verdict extends NamedRecord {
  /** As the queue has shown them. */
  readonly reasons: readonly ReviewReason[]
  readonly function: string
  readonly verdict: ReviewVerdict
  readonly comment: string
}

/** The compliance officer's desk: reasons and codes, never a party and never content. */
export const reviewingMethods = {
  /** How much waits: numbers of nobody, which are not recorded. */
  'reviewing.numbers': (session: Session): Promise<ReviewNumbers> => {
    deskOf(session)
    return session.gateway.reviewNumbers()
  },

  'reviewing.queue': async (
    session: Session,
    { queue, cursor }: { readonly queue: ReviewQueue; readonly cursor?: string },
  ): Promise<Queue> => {
    const desk = deskOf(session)
    const query = { queue, limit: PAGE, ...(cursor !== undefined && { cursor }) }
    const [{ rows, total, next }, names] = await Promise.all([
      session.gateway.reviewPage(query),
      namesOf(desk),
    ])
    return { rows: rows.map(wordRow), total, next, names }
  },

  /** The gateway makes a record of the look. */
  'reviewing.show': async (session: Session, named: NamedRecord): Promise<ShownRecord> => {
    const { body, member, reviews } = await showReviewed(await memberDeskOf(session), named)
    const client = parseClientProgram(body['client']) ?? null
    const roles = Array.isArray(body['roles']) ? body['roles'].map(String).map(roleWords) : []
    return { member: member && (member.name ?? member.id), client, roles, reviews }
  },

  /** Returns the place of the verdict in the log. */
  'reviewing.decide': async (
    session: Session,
    { of, record, reasons, function: as, verdict, comment }: Verdict,
  ): Promise<number> => {
    const decided = { verdict, ...(comment.trim() !== '' && { comment: comment.trim() }) }
    const named = { of, record, reasons }
    const { index } = await decideRecord(await memberDeskOf(session), named, decided, as)
    return index
  },
}

function wordRow({ event, purpose, categories, ...row }: QueuedRecord): QueueRow {
  const {
    of,
    record,
    at,
    actor,
    function: id,
    case: reference,
    state,
    dueBy,
    isOverdue,
    reasons,
  } = row
  return {
    of,
    record,
    at,
    actor,
    function: id,
    case: reference,
    state,
    dueBy,
    isOverdue,
    reasons,
    reasonWords: reasons.map((reason) => REASON_WORDS[reason]),
    event: eventWords(event),
    purpose: purpose === null ? null : purposeWords(purpose),
    categories: categories.map(categoryWords),
  }
}
