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
  /** Looks whether another replica has activated another set. Rejects when it cannot be applied here. */
  readonly refresh: () => Promise<void>
}

/** What was active, newest last: the sets that came before, and the one that is. */
export interface LoadedPolicySets {
  readonly active: PolicySet
  readonly retired: readonly RetiredPolicySet[]
}

const DAY = 86_400_000

/** Holds what is loaded, and what `reload` loads later. */
export function buildPolicySets(
  loaded: LoadedPolicySets,
  reload: (active: PolicySet) => Promise<LoadedPolicySets>,
): PolicySets {
  let current = loaded
  return {
    get active() {
      return current.active
    },
    isRecentlyRetired: (digest, now) =>
      current.retired.some((set) => set.digest === digest && now - set.retiredAt < DAY),
    async refresh() {
      current = await reload(current.active)
    },
  }
}
