import { parseTime } from '../protocol/time.ts'
import type { Work, WorkItem } from './work.ts'

/** What the function was to answer before now (ms) and has not, the longest overdue first. */
export function listOverdue(
  { function: id, unowned, ours }: Pick<Work, 'function' | 'unowned' | 'ours'>,
  now: number,
): readonly WorkItem[] {
  return [...unowned.items, ...ours.items]
    .filter(({ state, respondBy, progress }) => {
      if (state !== 'released' || respondBy === undefined) return false
      const own = progress.find((one) => one.function === id)
      return own?.answered === undefined && parseTime(respondBy) < now
    })
    .toSorted((a, b) => (a.respondBy! < b.respondBy! ? -1 : 1))
}
