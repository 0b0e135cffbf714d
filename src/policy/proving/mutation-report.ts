import type { Mutant } from './mutants.ts'
import type { Survivor } from './survivors.ts'
import type { Verdict } from './mutant-trial.ts'

/** A mutant and what became of it. */
export type Tried = Readonly<{ mutant: Mutant; verdict: Verdict }>

/** What a trial of mutants came to. */
export interface MutationReport {
  /** Mutants of the pack, tried or not. */
  readonly mutants: number
  readonly tried: number
  /** Noticed by some row. */
  readonly killed: number
  /** Refused when they are loaded, or by the static checks: no decision is ever made under them. */
  readonly refused: number
  /** Noticed by nothing, and known to change nothing. */
  readonly equivalent: readonly Mutant[]
  /** Noticed by nothing. */
  readonly survivors: readonly Mutant[]
  /** Said to change nothing, but noticed, or no mutant of the pack. */
  readonly stale: readonly string[]
}

/** Counts what became of some of a pack's mutants, and holds it against the known survivors. */
export function reportMutations(
  mutants: readonly Mutant[],
  tried: readonly Tried[],
  known: ReadonlyMap<string, Survivor>,
): MutationReport {
  const ids = new Set(mutants.map(({ id }) => id))
  const survived = tried.filter(({ verdict }) => verdict.by === 'nothing')
  const noticed = tried.filter(({ verdict }) => verdict.by !== 'nothing')
  const isKnown = ({ mutant }: Tried): boolean => known.has(mutant.id)
  return {
    mutants: mutants.length,
    tried: tried.length,
    killed: tried.filter(({ verdict }) => verdict.by === 'row').length,
    refused: noticed.filter(({ verdict }) => verdict.by !== 'row').length,
    equivalent: survived.filter(isKnown).map(({ mutant }) => mutant),
    survivors: survived.filter((one) => !isKnown(one)).map(({ mutant }) => mutant),
    stale: [
      ...[...known.keys()].filter((id) => !ids.has(id)),
      ...noticed.filter(isKnown).map(({ mutant }) => mutant.id),
    ].sort(),
  }
}
