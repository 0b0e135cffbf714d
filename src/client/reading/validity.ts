import { swedishDay } from '../../policy/swedish-day.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Arrangement } from './arrange.ts'

/** The question whose answer is the last day on which an assessment may be used as current. */
const VALID_UNTIL = '/assessment/validUntil'

/** The day after which what is read may not be used as current, if it is past (`now` in ms). */
export function findOverdue(arrangement: Arrangement, now: number): string | undefined {
  const rows = Object.values(arrangement).flatMap((sections) =>
    sections.flatMap((section) => section.rows),
  )
  const day = rows.find(({ pointer }) => pointer === VALID_UNTIL)?.values[0]?.sv
  return day !== undefined && day < swedishDay(encodeTime(now)) ? day : undefined
}
