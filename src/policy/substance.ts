import type { Decision } from './decision.ts'

/**
 * What of a decision must still be so when it is made again at release: its outcome, and what was found for each part. Times, and what
 * is counted from them, may differ, and so may the set of rules.
 */
export function substanceOf({ outcome, parts }: Pick<Decision, 'outcome' | 'parts'>): string {
  return JSON.stringify({ outcome, parts })
}
