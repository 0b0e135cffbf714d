import type { Appended } from '../../audit/write-item.ts'
import { parseUtf8 } from '../../protocol/bytes.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { DENIAL_CODES } from '../checks/policy.ts'
import { GatewayError } from '../errors.ts'

/** What the author of a disclosure is told, whenever he asks: see `StoredAnswer`. */
export interface Answer {
  /** HTTP status. */
  readonly status: number
  readonly body: JsonObject
  /** The decision's canonical bytes. */
  readonly decision: Uint8Array
  readonly appended: Appended
}

/**
 * The answer as JSON text. The decision, by far its largest member, goes in as it was written when it was made. A denial
 * throws one of `DENIAL_CODES` with the decision.
 */
export function encodeAnswer({ status, body, decision, appended }: Answer): string {
  const recorded = encodeRecordClaim(appended)
  if (status !== 403)
    return joinMembers(body, `"decision":${parseUtf8(decision)}`, JSON.stringify(recorded))
  const code = DENIAL_CODES.find((known) => known === body['code']) ?? 'policy-denied'
  throw new GatewayError(code, 'the law as data does not permit this disclosure', {
    decision: JSON.parse(parseUtf8(decision)),
    explanation: body['explanation'],
    recorded,
  })
}

/** One JSON object of the members of one, a member, and the members of another. None of them is empty. */
function joinMembers(first: JsonObject, member: string, last: string): string {
  return `${JSON.stringify(first).slice(0, -1)},${member},${last.slice(1)}`
}
