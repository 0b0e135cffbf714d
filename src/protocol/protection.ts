import type { Protection } from './vocabulary.ts'

/**
 * From the least protection of a person's data to the most. Not knowing counts for more than nothing, a decision by an
 * authority for more than what one agency has noticed.
 */
const LEVELS: readonly Protection[] = [
  'none',
  'unknown',
  'local-threat',
  'sekretessmarkering',
  'skyddad-folkbokforing',
  'fingerade',
]

/** The highest of some levels of protection: what counts when two agencies know different things about a person. */
export function highestProtection(first: Protection, ...others: readonly Protection[]): Protection {
  return [first, ...others].reduce((highest, level) =>
    LEVELS.indexOf(level) > LEVELS.indexOf(highest) ? level : highest,
  )
}
