import { ProtocolError } from '../errors.ts'
import { verifyOwnFunction } from '../function-id.ts'
import type { Digest } from '../sha256.ts'
import { parseTime } from '../time.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'

/**
 * An officer asks to see all that one member has done in a period: the member who acted in a named record. It takes an own case
 * number, and the approval of a second person, who names the request.
 */
export interface Inquiry {
  readonly v: 1
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly what: 'request' | 'approve'
  /** A record of the member in question. */
  readonly record: Uuid
  /** Of the agency's own register. */
  readonly caseNumber: string
  readonly from: Time
  /** Not included. */
  readonly until: Time
  /** With `approve`: digest of the request. */
  readonly request?: Digest
  readonly at: Time
}

/**
 * What a schema cannot say. Throws `function-outside-agency`, `time-invalid`, and `inquiry-invalid` for a period without length, an
 * approval of nothing, or a request that approves.
 */
export function verifyInquiryPayload(inquiry: Inquiry): void {
  verifyOwnFunction(inquiry.agency, inquiry.function)
  parseTime(inquiry.at)
  const isWhole = (inquiry.request !== undefined) === (inquiry.what === 'approve')
  if (!isWhole || parseTime(inquiry.from) >= parseTime(inquiry.until))
    throw new ProtocolError(
      'inquiry-invalid',
      'the period is empty, or an approval names no request',
    )
}
