const DAY = 24 * 3_600_000

/** How long a review took, as a report tells it. */
export const CLOSED_WITHIN = ['within-a-week', 'within-a-month', 'later'] as const

/** How long a review took. */
export type ClosedWithin = (typeof CLOSED_WITHIN)[number]

/** From an act to the verdict that closed its review, both in ms since 1970. */
export function closedWithin(acted: number, closed: number): ClosedWithin {
  const days = (closed - acted) / DAY
  if (days <= 7) return 'within-a-week'
  return days <= 30 ? 'within-a-month' : 'later'
}
