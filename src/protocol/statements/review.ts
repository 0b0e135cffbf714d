import { ProtocolError } from '../errors.ts'
import { verifyOwnFunction } from '../function-id.ts'
import type { ReviewReason, ReviewVerdict } from '../review.ts'
import { REVIEW_REASONS } from '../review.ts'
import type { Digest } from '../sha256.ts'
import { parseTime } from '../time.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'

/** What a reviewer notes for colleagues: sealed to the key of a function, so that the gateway cannot read it. */
export interface SealedComment {
  /** Of the function that the reviewer acts in. */
  readonly kid: string
  /** base64url; see `review-comment.ts`. */
  readonly sealed: string
}

/** A compliance officer's verdict on one record. */
export interface Review {
  readonly v: 1
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  /** The agency whose member acted in the record: another one, when that member reviews there. */
  readonly of: string
  readonly record: Uuid
  /** As the queue gave them, in the order of the list. */
  readonly reasons: readonly ReviewReason[]
  readonly verdict: ReviewVerdict
  readonly comment?: SealedComment
  readonly at: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, `time-invalid`, and `review-invalid` for reasons out of order. */
export function verifyReviewPayload({ agency, function: id, at, reasons }: Review): void {
  verifyOwnFunction(agency, id)
  parseTime(at)
  const inOrder = REVIEW_REASONS.filter((reason) => reasons.includes(reason))
  if (inOrder.join() !== reasons.join())
    throw new ProtocolError('review-invalid', 'the reasons are not in the order of the list')
}
