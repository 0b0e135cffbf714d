import { decideRecord, showReviewed } from '../../../client/review-acts.ts'
import type { NamedRecord } from '../../../client/review-acts.ts'
import { parseQueue } from '../../../client/review.ts'
import type { PastReview, QueuedRecord } from '../../../client/review.ts'
import {
  REASON_WORDS,
  categoryWords,
  eventWords,
  purposeWords,
} from '../../../client/review-words.ts'
import type { ReviewReason, ReviewVerdict } from '../../../protocol/review.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
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

/** What waits for the officer. */
export interface Queue {
  readonly rows: readonly QueueRow[]
  /** Records of the own officers that nobody can review. */
  readonly unreviewable: number
  readonly names: Names
}

/** Who acted in a record, and what was said of it before. */
export interface ShownRecord {
  /** Null when it is not for this officer to know. */
  readonly member: string | null
  readonly reviews: readonly PastReview[]
}

interface Verdict extends NamedRecord {
  readonly function: string
  readonly verdict: ReviewVerdict
  readonly comment: string
}

/** The compliance officer's desk: reasons and codes, never a party and never content. */
export const reviewingMethods = {
  'reviewing.queue': async (session: Session): Promise<Queue> => {
    const desk = deskOf(session)
    const [answer, names] = await Promise.all([session.gateway.reviewQueue(), namesOf(desk)])
    return {
      rows: parseQueue(answer['rows']).map(wordRow),
      unreviewable: Number(answer['unreviewable'] ?? 0),
      names,
    }
  },

  /** The gateway makes a record of the look. */
  'reviewing.show': async (session: Session, named: NamedRecord): Promise<ShownRecord> => {
    const { member, reviews } = await showReviewed(await memberDeskOf(session), named)
    return { member: member && (member.name ?? member.id), reviews }
  },

  /** Returns the place of the verdict in the log. */
  'reviewing.decide': async (
    session: Session,
    { of, record, function: as, verdict, comment }: Verdict,
  ): Promise<number> => {
    const decided = { verdict, ...(comment.trim() !== '' && { comment: comment.trim() }) }
    const { index } = await decideRecord(await memberDeskOf(session), { of, record }, decided, as)
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
