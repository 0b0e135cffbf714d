import { isExemptFromExpiry, rosterFreshness } from '../../protocol/agency-roster.ts'
import type { AgencyState } from '../../protocol/agency-state.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import type { Head } from '../../protocol/statements/head.ts'

/** What the sender is told besides the answer, as codes. */
export type Note =
  | 'roster-stale'
  | 'roster-expired-overridden'
  | 'policy-set-retired'
  | 'policy-set-decides-otherwise'

/**
 * Checks how old an agency's roster is (`now` in ms): older than a day is said, older than three days is refused with
 * `roster-expired`. An acute alert, and what is done with one, goes through even then, and says so.
 */
export function checkFreshness(
  state: AgencyState,
  now: number,
  about: Pick<Head, 'type'>,
): readonly Note[] {
  const freshness = rosterFreshness(state.roster.payload, now)
  if (freshness === 'fresh') return []
  if (freshness === 'stale') return ['roster-stale']
  if (isExemptFromExpiry(about.type)) return ['roster-expired-overridden']
  throw new ProtocolError('roster-expired', 'the roster is older than three days')
}
