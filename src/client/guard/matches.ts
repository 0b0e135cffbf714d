import type { Span } from './detector.ts'

/** Where an expression finds something; the span of its group `what`, if it has one, and only if `isMeant`. */
export function matches(
  text: string,
  pattern: RegExp,
  isMeant: (
    found: string,
    groups: Readonly<Record<string, string | undefined>>,
    at: number,
  ) => boolean = () => true,
): Span[] {
  return Array.from(text.matchAll(pattern)).flatMap(({ 0: whole, groups = {}, index }) => {
    const what = groups['what'] ?? whole
    const start = index + whole.indexOf(what)
    return isMeant(what, groups, start) ? [{ start, end: start + what.length }] : []
  })
}

/** Whether a sentence begins here, so that a capital says nothing. */
export function beginsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?:•”"–-] ?|[.!?] ["”'(])$/.test(text.slice(Math.max(0, at - 3), at))
}
