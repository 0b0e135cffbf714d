import type { ReviewItem } from '../audit/oversight-item.ts'
import type { Packer } from './packer.ts'

/** A verdict on a record, as `log.accept_review` takes it. */
export function encodeReview({ statement }: ReviewItem, packer: Packer): object {
  const { digest, text, payload } = statement
  return {
    kind: 'review',
    digest,
    agency: payload.agency,
    member: payload.member,
    credential: payload.credential,
    of: payload.of,
    record: payload.record,
    verdict: payload.verdict,
    text: packer.placeText(text),
  }
}
