import { parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Day } from './rule.ts'

const HOUR = 3_600_000

/**
 * The calendar day in Sweden at a moment: the day on which a wording of the law is in force. Half an hour before midnight
 * UTC it is already tomorrow there.
 *
 * Worked out from the rule itself (directive 2000/84/EC, förordning 2001:127), so that every runtime gives the same day
 * whatever time-zone data it carries: summer time from the last Sunday of March to the last of October, 01:00 UTC.
 * Throws `time-invalid`.
 */
export function swedishDay(at: Time): Day {
  const moment = parseTime(at)
  // Sweden is one or two hours ahead: before 22 UTC its day is the one that is written.
  if (at.slice(11, 13) < '22') return at.slice(0, 10)
  return new Date(moment + swedishOffset(moment)).toISOString().slice(0, 10)
}

/** How far Sweden's clocks are ahead of UTC at a moment, both in ms. */
export function swedishOffset(moment: number): number {
  const year = new Date(moment).getUTCFullYear()
  const isSummer = moment >= lastSunday(year, 2) && moment < lastSunday(year, 9)
  return (isSummer ? 2 : 1) * HOUR
}

/** 01:00 UTC on the last Sunday of a month of 31 days, counted from 0. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1))
  return last.getTime() - last.getUTCDay() * 24 * HOUR
}
