import { referenceKey } from '../compiled-rules.ts'
import { OUTCOMES } from '../decision.ts'
import type { Decision, Outcome, PartDecision, RuleReference } from '../decision.ts'
import { PolicyError } from '../errors.ts'
import { evaluate } from '../evaluate.ts'
import type { PolicyRequest } from '../policy-request.ts'
import type { PolicySet } from '../policy-set.ts'
import { diffPacks } from './diff.ts'

/** What becomes of a request under a set; `refused` if it cannot be judged, as when it names a rule that is not there. */
export type ReplayOutcome = Outcome | 'refused'

/** Decisions that come out otherwise. */
export interface Flips {
  readonly from: ReplayOutcome
  readonly to: ReplayOutcome
  readonly decisions: number
}

/** Decisions that come out otherwise through a rule. */
export interface RuleCount {
  readonly rule: string
  readonly decisions: number
}

/** What another policy set would change: counts alone, so that nobody can be told from them. */
export interface ReplayTally {
  readonly judged: number
  /** Those whose outcome as a whole is another. */
  readonly flips: readonly Flips[]
  /** Those whose outcome as a whole is the same, but not that of every part. */
  readonly inParts: number
  /** For each rule, the decisions that come out otherwise, as a whole or in parts, through it; several rules may share one. */
  readonly rules: readonly RuleCount[]
}

/** Counts replayed decisions; see `tally`. */
export interface Replay {
  /** Judges a request under both sets and counts what differs. */
  readonly add: (request: PolicyRequest) => void
  readonly tally: () => ReplayTally
}

/**
 * Holds a policy set against another, request by request. A rule has to do with a difference if it reads otherwise in the two
 * sets and was looked at for a part whose outcome differs; where no such rule reads otherwise (another penalty, another
 * fact), those that made the outcomes have.
 */
export function startReplay(before: PolicySet, after: PolicySet): Replay {
  const changed = listChangedRules(before, after)
  const flips = new Map<string, number>()
  const rules = new Map<string, number>()
  let [judged, inParts] = [0, 0]
  return {
    add(request) {
      judged += 1
      const [old, next] = [judge(before, request), judge(after, request)]
      const [from, to] = [outcomeOf(old), outcomeOf(next)]
      const responsible = listResponsible(request, old, next, changed)
      if (from !== to) increment(flips, `${from} ${to}`)
      else if (responsible === undefined) return
      else inParts += 1
      for (const rule of responsible ?? []) increment(rules, rule)
    },
    tally: () => ({
      judged,
      flips: sortFlips(
        [...flips].map(([key, decisions]) => {
          const [from, to] = key.split(' ') as [ReplayOutcome, ReplayOutcome]
          return { from, to, decisions }
        }),
      ),
      inParts,
      rules: sortRules([...rules].map(([rule, decisions]) => ({ rule, decisions }))),
    }),
  }
}

/** The sum of two tallies, of two pages of the same replay. */
export function addTallies(a: ReplayTally, b: ReplayTally): ReplayTally {
  const flips = sumBy([...a.flips, ...b.flips], ({ from, to }) => `${from} ${to}`)
  const rules = sumBy([...a.rules, ...b.rules], ({ rule }) => rule)
  return {
    judged: a.judged + b.judged,
    flips: sortFlips(flips),
    inParts: a.inParts + b.inParts,
    rules: sortRules(rules),
  }
}

const ORDER: readonly ReplayOutcome[] = [...OUTCOMES, 'refused']

function rank({ from, to }: Flips): number {
  return ORDER.indexOf(from) * ORDER.length + ORDER.indexOf(to)
}

function sortFlips(flips: readonly Flips[]): Flips[] {
  return flips.toSorted((a, b) => rank(a) - rank(b))
}

/** Most first. */
function sortRules(rules: ReplayTally['rules']): RuleCount[] {
  return rules.toSorted((a, b) => b.decisions - a.decisions || (a.rule < b.rule ? -1 : 1))
}

function sumBy<T extends { readonly decisions: number }>(
  entries: readonly T[],
  keyOf: (entry: T) => string,
): T[] {
  const sums = new Map<string, T>()
  for (const entry of entries) {
    const known = sums.get(keyOf(entry))?.decisions ?? 0
    sums.set(keyOf(entry), { ...entry, decisions: known + entry.decisions })
  }
  return [...sums.values()]
}

/** Undefined: it cannot be judged under this set. */
function judge(set: PolicySet, request: PolicyRequest): Decision | undefined {
  try {
    return evaluate(set, request)
  } catch (error) {
    if (error instanceof PolicyError) return undefined
    throw error
  }
}

function outcomeOf(decision: Decision | undefined): ReplayOutcome {
  return decision?.outcome ?? 'refused'
}

/** The rules that a difference comes from; undefined if nothing differs. */
function listResponsible(
  request: PolicyRequest,
  old: Decision | undefined,
  next: Decision | undefined,
  changed: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  if (old === undefined && next === undefined) return undefined
  if (old === undefined || next === undefined)
    return new Set(request.grounds.map(({ rule }) => rule).filter((rule) => changed.has(rule)))
  const later = new Map(next.parts.map((part) => [placeOf(part), part]))
  const differing = old.parts
    .map((part) => [part, later.get(placeOf(part)) ?? part] as const)
    .filter(([a, b]) => a.outcome !== b.outcome)
  if (differing.length === 0) return undefined
  return new Set(differing.flatMap((pair) => listChangedOf(pair, changed)))
}

function listChangedOf(
  pair: readonly [PartDecision, PartDecision],
  changed: ReadonlySet<string>,
): readonly string[] {
  const seen = pair.flatMap(({ locks, blocks, grounds }) => [...locks, ...blocks, ...grounds])
  const own = [...new Set(seen.map(({ rule }) => rule))].filter((rule) => changed.has(rule))
  if (own.length > 0) return own
  const [old, next] = pair.map(({ rules }) => new Set(rules.map(nameOf))) as [
    Set<string>,
    Set<string>,
  ]
  const made = [...old, ...next]
  const differing = made.filter((name) => !old.has(name) || !next.has(name))
  const names = differing.length > 0 ? differing : made
  return [...new Set(names.map((name) => name.split('@')[0]!))]
}

function placeOf({ part, receiver }: PartDecision): string {
  return `${part} ${receiver}`
}

function nameOf({ rule, version }: RuleReference): string {
  return referenceKey(rule, version)
}

/** Ids of the rules that read otherwise in the two sets, or are in one of them only. */
function listChangedRules(before: PolicySet, after: PolicySet): ReadonlySet<string> {
  const diffs = diffPacks(before.pack, after.pack)
  return new Set(diffs.filter(({ list }) => DECIDING.has(list)).map(({ id }) => id))
}

/** The lists of a pack whose rules make outcomes. */
const DECIDING: ReadonlySet<string> = new Set(['locks', 'gateways', 'blocks'])

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
