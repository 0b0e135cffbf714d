import { swedishDay, swedishOffset } from './swedish-day.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** From its midnight to the next, in ms since 1970; `until` is not in it. */
export interface DaySpan {
  readonly from: number
  readonly until: number
}

/**
 * A calendar day in Sweden, `2026-03-29`: of 23, 24 or 25 hours. Throws `time-invalid` for a day that is none.
 */
export function swedishDaySpan(day: string): DaySpan {
  const from = midnightOf(day)
  return { from, until: midnightOf(encodeTime(parseTime(`${day}T12:00:00.000Z`) + DAY)) }
}

/** The Swedish calendar day before the one at a moment (ms). */
export function swedishDayBefore(moment: number): string {
  const today = swedishDay(encodeTime(moment))
  return encodeTime(parseTime(`${today}T12:00:00.000Z`) - DAY).slice(0, 10)
}

/** Clocks change at 01:00 UTC, after midnight: the offset is that of the evening before. */
function midnightOf(day: string): number {
  const written = parseTime(`${day.slice(0, 10)}T00:00:00.000Z`)
  return written - swedishOffset(written - 2 * HOUR)
}
