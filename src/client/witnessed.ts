/**
 * What the witnesses have seen of the log that this client follows. A log can show one client a history that it shows nobody else; the
 * witnesses sign one history only, so what lies under their signatures is what everybody sees.
 *
 * A new roster must lie there before a key of it is used. Other records are believed at once, as witnesses sign each second; but what was
 * kept must lie there within a day, or nothing more is believed.
 *
 * @module
 */
import { isJsonObject } from '../protocol/json.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import { ClientError } from './errors.ts'

/** A size of a year's log. */
type Extent = Pick<LogCheckpoint, 'year' | 'size'>

/** How much of the log was kept that no witness was seen to have signed, and since when (ms since 1970). */
export interface Unwitnessed extends Extent {
  readonly since: number
}

/** ms for which what was kept may wait for the witnesses. */
const PATIENCE = 86_400_000

/** Whether what the witnesses have signed holds this much of the log, given that both are of one history. */
export function isWitnessed({ year, size }: Extent, seen: Extent | undefined): boolean {
  if (seen === undefined) return false
  return seen.year > year || (seen.year === year && seen.size >= size)
}

/**
 * What waits for the witnesses now: what waited, until they have signed it; then what was kept beyond it. Throws ClientError
 * `log-not-cosigned` if it has waited for more than a day.
 */
export function nextUnwitnessed(
  kept: Extent,
  before: Unwitnessed | undefined,
  { seen, now }: { readonly seen: Extent | undefined; readonly now: number },
): Unwitnessed | undefined {
  if (before !== undefined && !isWitnessed(before, seen)) {
    if (now - before.since > PATIENCE) throw notCosigned()
    return before
  }
  const { year, size } = kept
  return isWitnessed(kept, seen) ? undefined : { year, size, since: now }
}

/** Too few witnesses have signed what this client relies on. */
export function notCosigned(): ClientError {
  return new ClientError('log-not-cosigned', 'too few witnesses have cosigned the log')
}

/** Whether this was written by `nextUnwitnessed`. */
export function isUnwitnessed(value: unknown): value is Unwitnessed {
  if (!isJsonObject(value)) return false
  return [value['year'], value['size'], value['since']].every((one) => typeof one === 'number')
}
