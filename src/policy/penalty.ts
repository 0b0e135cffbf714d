import type { Crime, CrimeVersion } from './policy-set.ts'
import type { Day, RuleVersion } from './rule.ts'

/** The version in force on a day, or undefined. */
export function findInForce<V extends Pick<RuleVersion, 'from' | 'to'>>(
  versions: readonly V[],
  day: Day,
): V | undefined {
  for (const version of versions)
    if (version.from <= day && (version.to === null || day <= version.to)) return version
  return undefined
}

/** What the penalty scale says about a crime on a day. */
export interface Penalty {
  /** `not-in-force` when the act was no crime of this label on that day. */
  readonly chapter: string
  /** Lowest prison term in months; 0 when there is no special minimum, or none that was read. */
  readonly minimumMonths: number
  readonly settled: boolean
}

/** The penalty for a crime to come: by the scale of the day. */
export function penaltyOn(crime: Crime, day: Day): Penalty {
  const version = findInForce(crime.versions, day)
  if (version === undefined) return { chapter: 'not-in-force', minimumMonths: 0, settled: true }
  return {
    chapter: crime.chapter,
    minimumMonths: version.minimumMonths ?? 0,
    settled: version.settled,
  }
}

/**
 * The penalty for a crime committed on one day and judged on another: the milder of the two scales, as the milder law
 * applies (5 § lagen 1964:163). A label that was no crime when the act was done does not count at all.
 */
export function penaltyForPast(crime: Crime, committed: Day, judged: Day): Penalty {
  const then = penaltyOn(crime, committed)
  const now: CrimeVersion | undefined = findInForce(crime.versions, judged)
  if (now === undefined || then.chapter === 'not-in-force') return then
  return {
    chapter: then.chapter,
    minimumMonths: Math.min(then.minimumMonths, now.minimumMonths ?? 0),
    settled: then.settled && now.settled,
  }
}
