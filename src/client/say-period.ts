import type { LocalText } from '../protocol/statements/local-text.ts'

/** A year, or a half of one, in words: `2026`, `2026-H1`. */
export function sayPeriod(period: string): LocalText {
  const [year, half] = period.split('-')
  if (half === undefined) return { sv: `år ${year}`, en: `${year}` }
  return half === 'H1'
    ? { sv: `första halvåret ${year}`, en: `the first half of ${year}` }
    : { sv: `andra halvåret ${year}`, en: `the second half of ${year}` }
}
