import type { Digest } from '../../protocol/sha256.ts'
import type { GuardStatement } from '../../protocol/statements/head.ts'
import type { GuardResult } from './run-guard.ts'

/**
 * What the head says about the guard: version, how many hits each detector had, and the digests of the countersignatures
 * that released them. Never where or what: the head is not sealed.
 */
export function guardStatement(
  { version, hits }: GuardResult,
  overrides: readonly Digest[] = [],
): GuardStatement {
  const counts = new Map<string, number>()
  for (const { detector } of hits) counts.set(detector, (counts.get(detector) ?? 0) + 1)
  const counted = Array.from(counts, ([detector, count]) => ({ detector, count }))
  return {
    version,
    hits: counted.toSorted((a, b) => (a.detector < b.detector ? -1 : 1)),
    overrides,
  }
}
