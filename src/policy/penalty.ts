import { findInForce } from './in-force.ts'
import type { Crime } from './policy-set.ts'
import type { Day } from './rule.ts'

/** What the penalty scale says about a crime on a day. */
export interface Penalty {
  /** `not-in-force` when the act was no crime of this label on that day. */
  readonly chapter: string
  /**
   * Lowest prison term in months; 0 when there is no special minimum, or none that was read. Where that is an open question
   * it reaches every threshold, in doubt: who fears a crime that the table lacks is sent to a decision-maker, not refused.
   */
  readonly minimumMonths: number
  /** What a lawyer must answer before the number can be relied on; empty: it can. */
  readonly openQuestions: readonly string[]
}

const NONE: readonly never[] = []

/** More than any crime has. */
const UNKNOWN_MONTHS = 1200

/** The penalty for a crime to come: by the scale of the day. */
export function penaltyOn(crime: Crime, day: Day): Penalty {
  const version = findInForce(crime.versions, day)
  if (version === undefined)
    return { chapter: 'not-in-force', minimumMonths: 0, openQuestions: NONE }
  const { minimumMonths, openQuestion } = version
  return {
    chapter: crime.chapter,
    minimumMonths: minimumMonths ?? (openQuestion === undefined ? 0 : UNKNOWN_MONTHS),
    openQuestions: openQuestion === undefined ? NONE : [openQuestion],
  }
}

/**
 * The penalty for a crime committed on one day and judged on another: the milder of the two scales, as the milder law
 * applies (5 § lagen 1964:163). A label that was no crime when the act was done does not count at all.
 */
export function penaltyForPast(crime: Crime, committed: Day, judged: Day): Penalty {
  const then = penaltyOn(crime, committed)
  const now = penaltyOn(crime, judged)
  if (now.chapter === 'not-in-force' || then.chapter === 'not-in-force') return then
  return {
    chapter: then.chapter,
    minimumMonths: Math.min(then.minimumMonths, now.minimumMonths),
    openQuestions:
      now.openQuestions.length === 0
        ? then.openQuestions
        : [...new Set([...then.openQuestions, ...now.openQuestions])],
  }
}
