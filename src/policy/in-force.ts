import type { Day, RuleVersion } from './rule.ts'

type Dated = Pick<RuleVersion, 'from' | 'to'>

/** Whether a wording is in force on a day. */
export function isInForce({ from, to }: Dated, day: Day): boolean {
  return from <= day && (to === null || day <= to)
}

/** The wording in force on a day, or undefined. */
export function findInForce<V extends Dated>(versions: readonly V[], day: Day): V | undefined {
  for (const version of versions) if (isInForce(version, day)) return version
  return undefined
}
