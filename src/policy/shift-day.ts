import type { Day } from './rule.ts'

/** The calendar day some days after another, or before it when they are negative. */
export function shiftDay(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
