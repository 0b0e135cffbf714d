/**
 * The penalty of a crime said slightly wrong. Rules compare penalties with thresholds and read nothing else of them.
 *
 * @module
 */
import type { Crime, CrimeVersion, Pack } from '../policy-set.ts'
import type { Day } from '../rule.ts'
import type { Variant } from './variant.ts'

/** Whether the day on which a wording of a penalty begins makes a difference to any rule. */
export function isFelt({ versions }: Crime, place: number, thresholds: readonly number[]): boolean {
  const [before, after] = [versions[place - 1], versions[place]!]
  const sideOf = ({ minimumMonths }: CrimeVersion): string =>
    thresholds.map((threshold) => (minimumMonths ?? 0) >= threshold).join()
  return (
    before === undefined ||
    sideOf(before) !== sideOf(after) ||
    before.openQuestion !== after.openQuestion
  )
}

/** A penalty is compared with thresholds only: a slip is felt when it carries the number to the other side of one. */
export function mutatePenalty(
  version: CrimeVersion,
  thresholds: readonly number[],
  openQuestions: readonly string[],
): readonly Variant<CrimeVersion>[] {
  const { openQuestion: _dropped, ...others } = version
  const { minimumMonths } = version
  if (!version.settled)
    return [{ operator: 'settled-swapped', detail: '', value: { ...others, settled: true } }]
  const [question] = openQuestions
  // Below every threshold no condition is met, and what is not met is never disputed.
  const isReached = (minimumMonths ?? 0) >= (thresholds[0] ?? 0)
  const disputed: readonly Variant<CrimeVersion>[] =
    question === undefined || !isReached
      ? []
      : [
          {
            operator: 'settled-swapped',
            detail: '',
            value: { ...version, settled: false, openQuestion: question },
          },
        ]
  if (minimumMonths === null) return disputed
  const below = thresholds.findLast((threshold) => threshold <= minimumMonths)
  const above = thresholds.find((threshold) => threshold > minimumMonths)
  const numbers = [below === undefined ? below : below - 1, above]
  const moved = numbers
    .filter((months) => months !== undefined)
    .map((months): Variant<CrimeVersion> => ({
      operator: 'minimum-moved',
      detail: String(months),
      value: { ...version, minimumMonths: months },
    }))
  return [...disputed, ...moved]
}

/** Every number of months that some condition compares with on a day or later, in order. */
export function findThresholds({ gateways }: Pack, day: Day): readonly number[] {
  const compared = gateways
    .flatMap(({ versions }) => versions)
    .filter(({ to }) => to === null || to >= day)
  const found = [...JSON.stringify(compared).matchAll(/"minimum":(\d+)/g)]
  return [...new Set(found.map(([, months]) => Number(months)))].sort((a, b) => a - b)
}
