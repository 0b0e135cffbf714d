import { swedishOffset } from '../../policy/swedish-day.ts'
import type { ReviewedRecord } from './reviewed-record.ts'
import { timeOf } from './reviewed-record.ts'

/** Hours of the Swedish day between which a function that is not on duty works, Monday to Friday. */
const WORKING_HOURS = { from: 6, until: 20 } as const

/** Whether content was opened at an hour or on a day when the function is not staffed. Public holidays are not known here. */
export function isOutsideShift(
  record: ReviewedRecord,
  isDuty: (functionId: string) => boolean,
): boolean {
  const { ev, function: id } = record.body
  if (ev !== 'disclosure.opened' || id === undefined || isDuty(id)) return false
  const moment = timeOf(record)
  const local = new Date(moment + swedishOffset(moment))
  const hour = local.getUTCHours()
  const isWeekend = [0, 6].includes(local.getUTCDay())
  return isWeekend || hour < WORKING_HOURS.from || hour >= WORKING_HOURS.until
}
