/**
 * Small numbers: counts that do not give away single persons (research of practice, §5.2). In a small municipality "one
 * incident" is somebody whom everybody knows.
 *
 * Every count that is told is rounded to the nearest five, totals too; one to four is `< 5`; of sensitive things anything
 * under ten is not told, nought among it; a share is told of thirty or more, and worked out from the rounded counts.
 *
 * @module
 */

/** A count as it is told: rounded, fewer than five, or not at all. */
export type ToldCount = number | 'under-5' | 'not-told'

const STEP = 5
const FEW = 5
const FEW_SENSITIVE = 10
const FEWEST_FOR_SHARE = 30

/** A count as it may be told. */
export function tellCount(count: number, isSensitive = false): ToldCount {
  if (isSensitive) return count < FEW_SENSITIVE ? 'not-told' : roundCount(count)
  if (count === 0) return 0
  return count < FEW ? 'under-5' : roundCount(count)
}

/** What a whole is made of, by name. */
export type Breakdown = Readonly<Record<string, number>>

/**
 * The parts of a whole as they may be told beside it. If one alone is hidden, whoever subtracts the others from the whole has
 * it: then the smallest of the others is hidden too.
 */
export function tellBreakdown(
  parts: Breakdown,
  isSensitive: (name: string) => boolean = () => false,
): Record<string, ToldCount> {
  const told = new Map(
    Object.entries(parts).map(([name, count]) => [name, tellCount(count, isSensitive(name))]),
  )
  const isHidden = (name: string) => typeof told.get(name) !== 'number'
  const [hidden, ...others] = Object.keys(parts).filter(isHidden)
  if (hidden === undefined || others.length > 0) return Object.fromEntries(told)
  const [smallest] = Object.keys(parts)
    .filter((name) => !isHidden(name) && parts[name]! > 0)
    .sort((a, b) => parts[a]! - parts[b]!)
  if (smallest !== undefined) told.set(smallest, 'not-told')
  return Object.fromEntries(told)
}

/** A share in whole per cent of the rounded counts; null when the whole is too small, or either is hidden. */
export function tellShare(part: ToldCount, whole: ToldCount): number | null {
  if (typeof part !== 'number' || typeof whole !== 'number' || whole < FEWEST_FOR_SHARE) return null
  return Math.round((100 * part) / whole)
}

function roundCount(count: number): number {
  return Math.round(count / STEP) * STEP
}
