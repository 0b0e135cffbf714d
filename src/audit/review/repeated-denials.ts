import type { PersonOf, ReviewedRecord } from './reviewed-record.ts'
import { findRuns } from './runs.ts'

/** So many denials of one member within so long are looked at. */
const DENIALS = { times: 3, within: 24 * 3_600_000 } as const

/** So many records that an officer had shown, with who it was, within so long. */
const LOOK_UPS = { times: 30, within: 24 * 3_600_000 } as const

/** What a member was denied because it is not there, or not for him. That a form was filled in wrongly is no such thing. */
const DENIED_CODES: readonly string[] = [
  'not-found',
  'not-in-function',
  'not-a-party',
  'role-missing',
]

/** Each third denial of one member within a day: one hit for three. */
export function findRepeatedDenials(
  records: readonly ReviewedRecord[],
  personOf: PersonOf,
): ReviewedRecord[] {
  const denied = records.filter(isDenial)
  return [...Map.groupBy(denied, ({ body }) => personOf(body)).values()].flatMap((own) =>
    findRuns(own, DENIALS),
  )
}

/** Each thirtieth record that one officer had shown within a day: that is more than reviewing takes. */
export function findManyLookUps(
  records: readonly ReviewedRecord[],
  personOf: PersonOf,
): ReviewedRecord[] {
  const shown = records.filter(({ body }) => body.ev === 'review.record-shown')
  return [...Map.groupBy(shown, ({ body }) => personOf(body)).values()].flatMap((own) =>
    findRuns(own, LOOK_UPS),
  )
}

/** A look-up, or another request, of a member that is known, denied because it is not there or not for him; not a count of many. */
export function isDenial({ body }: Pick<ReviewedRecord, 'body'>): boolean {
  if (body.actor === null) return false
  const isRefusal = body.ev === 'look-up.denied' || body.ev === 'request.refused'
  return isRefusal && DENIED_CODES.includes(body.code ?? '')
}
