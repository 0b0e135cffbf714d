import type { InquiryItem, RelationItem, ReviewItem, SampleItem } from '../audit/oversight-item.ts'
import type { ItemFields } from './item-fields.ts'
import type { Packer } from './packer.ts'

/** A verdict on a record, as `log.accept_review` takes it. */
export function encodeReview({ statement }: ReviewItem, packer: Packer): ItemFields {
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

/** A step of a sample, as `log.accept_sample` takes it. */
export function encodeSample({ statement }: SampleItem, packer: Packer): ItemFields {
  const { digest, text, payload } = statement
  return {
    kind: 'sample',
    digest,
    agency: payload.agency,
    member: payload.member,
    credential: payload.credential,
    from: payload.from,
    until: payload.until,
    commitment: payload.commitment,
    announced: payload.announced ?? null,
    drawn: payload.drawn ?? [],
    text: packer.placeText(text),
  }
}

/** A step of an inquiry, as `log.accept_inquiry` takes it. */
export function encodeInquiry({ statement }: InquiryItem, packer: Packer): ItemFields {
  const { digest, text, payload } = statement
  return {
    kind: 'inquiry',
    digest,
    agency: payload.agency,
    member: payload.member,
    credential: payload.credential,
    record: payload.record,
    from: payload.from,
    until: payload.until,
    request: payload.request ?? null,
    text: packer.placeText(text),
  }
}

/** A declaration, as `log.accept_relation` takes it. */
export function encodeRelation({ statement }: RelationItem, packer: Packer): ItemFields {
  const { digest, text, payload } = statement
  return {
    kind: 'relation',
    digest,
    agency: payload.agency,
    function: payload.function,
    member: payload.member,
    credential: payload.credential,
    case: payload.case ?? null,
    kid: payload.kid,
    tokens: payload.tokens,
    barred: payload.barred ?? [],
    readmitted: payload.readmitted ?? [],
    text: packer.placeText(text),
  }
}
