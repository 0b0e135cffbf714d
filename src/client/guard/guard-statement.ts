import type { GuardStatement } from '../../protocol/statements/head.ts'
import type { GuardResult } from './run-guard.ts'

/**
 * What the head says about the guard: version, and how many hits each detector had. Never where or what: the head is not sealed. Who lets
 * them through signs the manifest, which cannot name that beforehand.
 */
export function guardStatement({ version, hits }: GuardResult): GuardStatement {
  const counts = new Map<string, number>()
  for (const { detector } of hits) counts.set(detector, (counts.get(detector) ?? 0) + 1)
  const counted = Array.from(counts, ([detector, count]) => ({ detector, count }))
  return {
    version,
    hits: counted.toSorted((a, b) => (a.detector < b.detector ? -1 : 1)),
    overrides: [],
  }
}
