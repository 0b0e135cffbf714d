/**
 * The trial of mutants: does some row of the decision tables, or the loader, notice the slip?
 *
 * @module
 */
import { referenceKey } from '../compiled-rules.ts'
import type { Decision } from '../decision.ts'
import { PolicyError } from '../errors.ts'
import { evaluate } from '../evaluate.ts'
import type { PolicyRequest } from '../policy-request.ts'
import type { Pack, PolicySet } from '../policy-set.ts'
import type { BodyType } from '../../protocol/vocabulary.ts'
import type { Day, Reach } from '../rule.ts'
import { situationOf } from './decision-table.ts'
import type { DecisionTable, Expectation } from './decision-table.ts'
import { expectationOf, judgeRequest } from './judge-case.ts'
import { lintOpenings } from './lint-openings.ts'
import { MutantFactory } from './mutant-factory.ts'
import type { Mutant } from './mutants.ts'
import { compareResults } from './run-tables.ts'
import { requestOf } from './situation.ts'

/** What became of a mutant: a row noticed it, it does not load, a static check finds it, or nothing does. */
export type Verdict =
  | { readonly by: 'row'; readonly row: string }
  | { readonly by: 'loader' | 'lint'; readonly reason: string }
  | { readonly by: 'nothing' }

interface Row {
  /** File and case. */
  readonly name: string
  readonly file: string
  readonly request: PolicyRequest
  readonly expected: Expectation
  /** What the set itself gives: the decision, or no decision. */
  readonly decision: string
  /** Every rule that the decision names. */
  readonly rules: ReadonlySet<string>
}

/** Rows made ready once, to be asked of many mutants of one set. */
export class MutantTrial {
  readonly #set: PolicySet
  readonly #factory: MutantFactory
  readonly #rows: readonly Row[]
  readonly #order = new Map<string, readonly Row[]>()
  /** Rows that the set itself fails, by file and case. They prove nothing and are left out. */
  readonly failing: readonly string[]

  constructor(set: PolicySet, tables: ReadonlyMap<string, DecisionTable>) {
    const failing: string[] = []
    this.#set = set
    this.#factory = new MutantFactory(set)
    this.#rows = [...tables].flatMap(([file, table]) =>
      table.cases.flatMap((item): Row[] => {
        const name = `${file} ${item.id}`
        const request = requestOf(situationOf(table, item))
        const expected = expectationOf(item)
        if (compareResults(expected, judgeRequest(set, request, item.expect)).length === 0)
          return [{ name, file, request, expected, ...decisionOf(set, request) }]
        failing.push(name)
        return []
      }),
    )
    this.failing = failing
  }

  get rows(): number {
    return this.#rows.length
  }

  /** Asks the rows that could notice the mutant in turn, those of its rule's own table first, until one does. */
  judge(mutant: Mutant): Verdict {
    let set: PolicySet
    try {
      set = this.#factory.build(mutant)
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      return { by: 'loader', reason: error.place.reason ?? error.code }
    }
    // What a lock declares of itself no decision shows: the static checks hold it against the gateways.
    const [finding] = mutant.operator === 'unopenable-swapped' ? lintOpenings(mutant.pack) : []
    if (finding !== undefined) return { by: 'lint', reason: finding.code }
    const isConcerned = concernedBy(this.#set.pack, mutant)
    const row = this.#rowsFor(mutant.rule).find(
      (one) => isConcerned(one) && isNoticed(set, one, mutant),
    )
    return row === undefined ? { by: 'nothing' } : { by: 'row', row: row.name }
  }

  #rowsFor(rule: string): readonly Row[] {
    let rows = this.#order.get(rule)
    if (rows === undefined) {
      const rankOf = ({ file, rules }: Row): number => {
        if (file.endsWith(`/${rule}.cases.json`)) return 0
        return rules.has(rule) ? 1 : 2
      }
      rows = this.#rows.toSorted((a, b) => rankOf(a) - rankOf(b))
      this.#order.set(rule, rows)
    }
    return rows
  }
}

/**
 * Which rows a slip in a rule can be felt in at all: a gateway only where it is invoked or offered, a penalty only where its
 * crime is named, any other rule only for who sends what it lies on, before the slip or after it.
 */
function concernedBy(pack: Pack, mutant: Mutant): (row: Row) => boolean {
  const { list, rule } = mutant
  if (list === 'gateways')
    return ({ request, expected }) =>
      expected.alternatives !== undefined || request.grounds.some((ground) => ground.rule === rule)
  if (list === 'renamed')
    return ({ request }) => request.grounds.some((ground) => ground.rule === rule)
  if (list === 'crimes')
    return ({ request }) =>
      [request, ...request.grounds].some(({ facts }) => Object.values(facts).includes(rule))
  const senders = sendersOf([...reachesOf(pack, mutant), ...reachesOf(mutant.pack, mutant)])
  return ({ request }) => senders?.has(request.from.bodyType) ?? true
}

function reachesOf(pack: Pack, { list, rule }: Mutant): readonly Reach[] {
  const isIt = ({ id }: { id: string }): boolean => id === rule
  if (list === 'obligationRules')
    return pack.obligationRules
      .filter(isIt)
      .flatMap(({ versions }) => versions.flatMap((v) => v.applies))
  const rules = list === 'locks' ? pack.locks : pack.blocks
  return rules.filter(isIt).flatMap(({ versions }) => versions.flatMap((v) => v.lies))
}

/** Null: everybody. */
function sendersOf(reaches: readonly Reach[]): ReadonlySet<BodyType> | null {
  if (reaches.some(({ senders }) => senders === undefined)) return null
  return new Set(reaches.flatMap(({ senders = [] }) => senders))
}

function decisionOf(set: PolicySet, request: PolicyRequest): Pick<Row, 'decision' | 'rules'> {
  const decision = decide(set, request)
  if (decision === null) return { decision: '', rules: new Set() }
  const { parts, obligations } = decision
  const named = parts.flatMap(({ locks, blocks, grounds }) => [...locks, ...blocks, ...grounds])
  return {
    decision: JSON.stringify(decision),
    rules: new Set([...named, ...obligations].map(({ rule }) => rule)),
  }
}

function decide(set: PolicySet, request: PolicyRequest): Decision | null {
  try {
    return evaluate(set, request)
  } catch (error) {
    if (error instanceof PolicyError) return null
    throw error
  }
}

/**
 * Whether a row gives something else than it expects. The same decision gives the same in every respect but the
 * alternatives, and errors have no decision: only then, and when decisions differ, is the whole result compared.
 */
function isNoticed(set: PolicySet, row: Row, mutant: Mutant): boolean {
  const renaming = renamingOf(mutant)
  const request = renaming === null ? row.request : renameGrounds(row.request, renaming)
  const { expected } = row
  if (row.decision !== '' && expected.alternatives === undefined) {
    const decision = decide(set, request)
    const text = decision === null ? null : JSON.stringify(decision)
    if (text === row.decision) return false
  }
  const named = renaming === null ? expected : renameRules(expected, renaming)
  return compareResults(named, judgeRequest(set, request, named)).length > 0
}

/** A wording that is known by another first day: who names it means that one. */
interface Renaming {
  readonly rule: string
  readonly from: Day
  readonly to: Day
}

function renamingOf({ rule, version, renamed }: Mutant): Renaming | null {
  return version === null || renamed === null ? null : { rule, from: version, to: renamed }
}

function renameGrounds(request: PolicyRequest, { rule, from, to }: Renaming): PolicyRequest {
  return {
    ...request,
    grounds: request.grounds.map((ground) =>
      ground.rule === rule && ground.version === from ? { ...ground, version: to } : ground,
    ),
  }
}

function renameRules(expected: Expectation, { rule, from, to }: Renaming): Expectation {
  const rename = (names: readonly string[]): readonly string[] =>
    names.map((name) => name.replace(referenceKey(rule, from), referenceKey(rule, to))).sort()
  return {
    ...expected,
    ...(expected.rules && { rules: rename(expected.rules) }),
    ...(expected.blocks && { blocks: rename(expected.blocks) }),
    ...(expected.alternatives && { alternatives: rename(expected.alternatives) }),
  }
}
