import { swedishDay } from '../../policy/swedish-day.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { ArrangedRow, Arrangement } from './arrange.ts'

/** The question whose answer is the last day on which an assessment may be used as current. */
export const VALID_UNTIL = '/assessment/validUntil'

/** When an assessment was made and how long it may be used: what any level of risk has to be read with. */
const DATES: readonly string[] = ['/assessment/assessedOn', VALID_UNTIL]

/** The day after which what is read may not be used as current, if it is past (`now` in ms). */
export function findOverdue(arrangement: Arrangement, now: number): string | undefined {
  const day = rowsOf(arrangement).find(({ pointer }) => pointer === VALID_UNTIL)?.values[0]?.sv
  return day !== undefined && day < swedishDay(encodeTime(now)) ? day : undefined
}

/** The dates that an assessment says of itself, in their order. */
export function listDates(arrangement: Arrangement): readonly ArrangedRow[] {
  return rowsOf(arrangement).filter(({ pointer }) => DATES.includes(pointer))
}

function rowsOf(arrangement: Arrangement): readonly ArrangedRow[] {
  return Object.values(arrangement).flatMap((sections) => sections.flatMap(({ rows }) => rows))
}
