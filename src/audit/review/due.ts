import type { ReviewVerdict } from '../../protocol/review.ts'

const DAY = 24 * 3_600_000

/** Where a record stands: nobody has looked at it; its member has been asked; a verdict is there. */
export type ReviewState = 'new' | 'asked' | 'closed'

/** The state after a record's newest verdict. */
export function stateAfter(verdict: ReviewVerdict | undefined): ReviewState {
  if (verdict === undefined) return 'new'
  return verdict === 'ask' ? 'asked' : 'closed'
}

/** Until when (ms) something must have been done: what is all reviewed within a week, what is sampled within a month, an answer within two weeks. */
export function dueBy(
  state: Exclude<ReviewState, 'closed'>,
  { since, isSampleOnly }: { readonly since: number; readonly isSampleOnly: boolean },
): number {
  if (state === 'asked') return since + 14 * DAY
  return since + (isSampleOnly ? 31 : 7) * DAY
}
