import { swedishDay } from './swedish-day.ts'
import { swedishDaySpan } from './swedish-midnight.ts'
import type { DaySpan } from './swedish-midnight.ts'
import { encodeTime } from '../protocol/time.ts'

/** A calendar month in Sweden, `2026-03`, from its midnight to the next month's. Throws `time-invalid` for a month that is none. */
export function swedishMonthSpan(month: string): DaySpan {
  const { from } = swedishDaySpan(`${month}-01`)
  const [year, number] = month.split('-').map(Number) as [number, number]
  const next = new Date(Date.UTC(year, number)).toISOString().slice(0, 10)
  return { from, until: swedishDaySpan(next).from }
}

/** The Swedish calendar month at a moment (ms), `2026-03`. */
export function swedishMonth(moment: number): string {
  return swedishDay(encodeTime(moment)).slice(0, 7)
}

/** The last month that is over in Sweden at a moment (ms). */
export function swedishMonthBefore(moment: number): string {
  return swedishMonth(swedishMonthSpan(swedishMonth(moment)).from - 1)
}
