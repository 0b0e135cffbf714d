import type { Pack } from '../policy-set.ts'
import type { Day } from '../rule.ts'
import { shiftDay } from '../shift-day.ts'
import type { Variant } from './variant.ts'

interface Dated {
  readonly from: Day
  readonly to: Day | null
}

/** Wordings of which one begins or ends on another day. */
export type Moved<V> = Variant<readonly V[]> & { readonly renamed: Day | null }

/** A wording's first day, and the last one of all, a day earlier and later. What comes before ends a day before. */
export function moveDates<V extends Dated>(
  versions: readonly V[],
  place: number,
  { lawKnownFrom }: Pack,
): readonly Moved<V>[] {
  const version = versions[place]!
  const isLast = place === versions.length - 1
  return [-1, 1].flatMap((days): Moved<V>[] => {
    const sign = days > 0 ? '+1' : '-1'
    const moved: Moved<V>[] = []
    const from = shiftDay(version.from, days)
    if (from >= lawKnownFrom) {
      const later = versions.with(place, { ...version, from })
      const value =
        place === 0
          ? later
          : later.with(place - 1, { ...versions[place - 1]!, to: shiftDay(from, -1) })
      moved.push({ operator: 'date-moved', detail: `from ${sign}`, value, renamed: from })
    }
    if (isLast && version.to !== null) {
      const to = shiftDay(version.to, days)
      const value = versions.with(place, { ...version, to })
      moved.push({ operator: 'date-moved', detail: `to ${sign}`, value, renamed: null })
    }
    return moved
  })
}
