import type { Span } from './detector.ts'

/** Digits that stand together. */
export interface DigitGroup extends Span {
  readonly digits: string
  /** What stands between the group before and this one. */
  readonly gap: string
}

/** One or more groups read as one number. */
export interface Digits extends Span {
  readonly digits: string
  readonly groups: readonly DigitGroup[]
}

/** All digits of a text, group by group. */
export function digitGroups(text: string): DigitGroup[] {
  let before = 0
  return Array.from(text.matchAll(/\d+/g), ({ 0: digits, index: start }) => {
    const end = start + digits.length
    const gap = text.slice(before, start)
    before = end
    return { start, end, digits, gap }
  })
}

/**
 * Every reading of neighbouring groups as one number: from each group on, one more at a time, while the gaps are ones that
 * a number may have and the digits at most `longest`.
 */
export function* readings(
  groups: readonly DigitGroup[],
  gap: RegExp,
  longest: number,
): Generator<Digits> {
  for (const [from, first] of groups.entries()) {
    let digits = ''
    for (let to = from; to < groups.length; to++) {
      const { digits: more, gap: before, end } = groups[to]!
      digits += more
      if ((to > from && !gap.test(before)) || digits.length > longest) break
      yield { start: first.start, end, digits, groups: groups.slice(from, to + 1) }
    }
  }
}
