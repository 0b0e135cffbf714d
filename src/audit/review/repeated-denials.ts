import type { ReviewedRecord } from './reviewed-record.ts'
import { timeOf } from './reviewed-record.ts'

/** So many denials of one member within so long are looked at. */
const DENIALS = 3
const WITHIN = 24 * 3_600_000

/** What a member was denied because it is not there, or not for him. That a form was filled in wrongly is no such thing. */
const DENIED_CODES: readonly string[] = ['not-found', 'not-in-function', 'not-a-party']

/** Each third denial of one member within a day: one hit for three, wherever the month of the pseudonym ends. */
export function findRepeatedDenials(records: readonly ReviewedRecord[]): ReviewedRecord[] {
  const denied = records.filter(isDenial)
  return [...Map.groupBy(denied, ({ body }) => body.actor).values()].flatMap(findThirds)
}

/** The record itself, not a count of many; of a member that is known. */
function isDenial({ body }: ReviewedRecord): boolean {
  if (body.actor === null) return false
  if (body.ev === 'look-up.denied') return true
  return body.ev === 'request.refused' && DENIED_CODES.includes(body.code ?? '')
}

function findThirds(denials: readonly ReviewedRecord[]): ReviewedRecord[] {
  const found: ReviewedRecord[] = []
  let open: ReviewedRecord[] = []
  for (const denial of denials) {
    open = [...open.filter((earlier) => timeOf(denial) - timeOf(earlier) <= WITHIN), denial]
    if (open.length < DENIALS) continue
    found.push(denial)
    open = []
  }
  return found
}
