import { findOriginYear } from '../protocol/tlog/log-origin.ts'

/** How far a log's clock may run ahead of the witness's at the turn of a year, in ms. */
const SKEW = 5 * 60_000

/**
 * Whether a tree of this origin may grow, as far as years go. A log by years begins anew every year, so that whoever held its key
 * could open the next one early, or go on in the last one, and show two readers a tree each that both grow. Hence only this year
 * and the one before may grow, by the witness's own clock, and none before one of which it has seen a record.
 */
export function isYearOpen(origin: string, known: readonly string[], now: number): boolean {
  const year = findOriginYear(origin)
  if (year === undefined) return true
  const name = origin.slice(0, -String(year).length)
  const isOver = known.some(
    (other) => other.startsWith(name) && (findOriginYear(other) ?? 0) > year,
  )
  const current = new Date(now).getUTCFullYear()
  const soon = new Date(now + SKEW).getUTCFullYear()
  return !isOver && [current - 1, current, soon].includes(year)
}
