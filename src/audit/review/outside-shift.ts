import type { ReviewedRecord } from './reviewed-record.ts'
import { timeOf } from './reviewed-record.ts'

/** Hours of the Swedish day between which a function that is not on duty works, Monday to Friday. */
const WORKING_HOURS = { from: 6, until: 20 } as const

/** What decides when a function works. */
export interface ShiftContext {
  /** Whether a function is staffed round the clock. */
  readonly isDuty: (functionId: string) => boolean
  /** How far Sweden’s clocks are ahead of UTC at a moment, both in ms. */
  readonly offsetAt: (moment: number) => number
}

/** Whether content was opened at an hour or on a day when the function is not staffed. Public holidays are not known here. */
export function isOutsideShift(
  record: ReviewedRecord,
  { isDuty, offsetAt }: ShiftContext,
): boolean {
  const { ev, function: id } = record.body
  if (ev !== 'disclosure.opened' || id === undefined || isDuty(id)) return false
  const moment = timeOf(record)
  const local = new Date(moment + offsetAt(moment))
  const hour = local.getUTCHours()
  const isWeekend = [0, 6].includes(local.getUTCDay())
  return isWeekend || hour < WORKING_HOURS.from || hour >= WORKING_HOURS.until
}
