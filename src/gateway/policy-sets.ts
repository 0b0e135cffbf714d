import type { PolicySet } from '../policy/policy-set.ts'
import type { Digest } from '../protocol/sha256.ts'

/** A policy set that was active once. */
export interface RetiredPolicySet {
  readonly digest: Digest
  /** When another became active, in ms. */
  readonly retiredAt: number
}

/** The law as this node applies it, and has applied it. */
export interface PolicySets {
  readonly active: PolicySet
  /** Whether a set was active until less than a day before `now` (ms): who checked under it is decided under the active one. */
  readonly isRecentlyRetired: (digest: Digest, now: number) => boolean
}

const DAY = 86_400_000

/** Puts the active set and its predecessors together. */
export function buildPolicySets(
  active: PolicySet,
  retired: readonly RetiredPolicySet[] = [],
): PolicySets {
  return {
    active,
    isRecentlyRetired: (digest, now) =>
      retired.some((set) => set.digest === digest && now - set.retiredAt < DAY),
  }
}
