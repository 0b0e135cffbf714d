import type { JsonObject } from '../protocol/json.ts'
import type { Category } from '../protocol/vocabulary.ts'
import { CATEGORIES } from '../protocol/vocabulary.ts'
import { rulesOf } from './check-pack.ts'
import { compileCondition } from './condition.ts'
import { MOTIVE } from './compiled-rules.ts'
import type {
  CompiledCondition,
  CompiledDispute,
  CompiledFact,
  CompiledGateway,
  CompiledLock,
  CompiledObligation,
  CompiledReach,
  CompiledRules,
  CompiledVersion,
  Period,
  SheetTest,
} from './compiled-rules.ts'
import type { ConditionResult } from './decision.ts'
import { PART_FACTS, placeFacts } from './derived-facts.ts'
import { resultsOf } from './condition-results.ts'
import { FactSheet } from './fact-sheet.ts'
import { isInForce } from './in-force.ts'
import { compareText } from './in-order.ts'
import type { Fact, Pack } from './policy-set.ts'
import { DOCUMENTATION_CODES } from './rule.ts'
import type {
  Condition,
  Dispute,
  Gateway,
  GatewayVersion,
  Lock,
  Reach,
  Rule,
  RuleVersion,
} from './rule.ts'
import { scopeOf } from './scope.ts'
import { Ways } from './way.ts'
import { shiftDay } from './shift-day.ts'

/** Gives what was compiled of a rule before, or compiles it. */
export type Reuse = <T>(rule: object, compile: () => T) => T

const COMPILE_ANEW: Reuse = (_rule, compile) => compile()

/**
 * Compiles a pack that was checked. `reuse` may give what another pack made of the very same rule, if both have the same
 * facts, locks, wordings and obligations, whose numbers stand in what is compiled.
 */
export function compileRules(pack: Pack, reuse: Reuse = COMPILE_ANEW): CompiledRules {
  const places = placeFacts(pack.facts.map(({ name }) => name))
  const crimes = new Map(pack.crimes.map((crime) => [crime.label, crime]))
  const locks = new Map(pack.locks.map(({ id }, number) => [id, number]))
  const compiler = new Compiler(places, locks, pack)
  const wordings = {
    locks: pack.locks.flatMap((rule) => reuse(rule, () => compiler.lock(rule))),
    blocks: pack.blocks.flatMap((rule) =>
      reuse(rule, () => compiler.reaching(rule, ({ lies }) => lies)),
    ),
    obligationRules: pack.obligationRules.flatMap((rule) =>
      reuse(rule, () => compiler.reaching(rule, ({ applies }) => applies)),
    ),
    gateways: pack.gateways.flatMap((rule) => reuse(rule, () => compiler.gateway(rule))),
  }
  return {
    facts: new Map(
      pack.facts.map((fact) => [fact.name, compileFact(fact, places.get(fact.name)!, crimes)]),
    ),
    blankSheet: new FactSheet(Array.from(places, () => undefined)),
    crimes,
    periods: compilePeriods(wordings),
    obligations: compileObligations(allOf(wordings)),
    gatewaysById: Map.groupBy(wordings.gateways, ({ id }) => id),
    locks,
    renamed: new Map(pack.renamed.map((renamed) => [renamed.id, renamed])),
  }
}

type Wordings = Omit<Period, 'from' | 'ways'>

function allOf({ locks, blocks, obligationRules, gateways }: Wordings): readonly CompiledVersion[] {
  return [...locks, ...blocks, ...obligationRules, ...gateways]
}

function compilePeriods(wordings: Wordings): readonly Period[] {
  const { locks, blocks, obligationRules, gateways } = wordings
  const days = allOf(wordings).flatMap(({ from, to }) =>
    to === null ? [from] : [from, shiftDay(to, 1)],
  )
  return [...new Set(days)]
    .sort()
    .map((day) => {
      const isOn = (wording: CompiledVersion): boolean => isInForce(wording, day)
      const rules = {
        locks: locks.filter(isOn),
        blocks: blocks.filter(isOn),
        obligationRules: obligationRules.filter(isOn),
        gateways: gateways.filter(isOn),
      }
      return { from: day, ...rules, ways: new Ways(rules) }
    })
    .toReversed()
}

function compileFact(
  { name, scope, type, values }: Fact,
  place: number,
  crimes: ReadonlyMap<string, unknown>,
): CompiledFact {
  const codes = type === 'crime' ? crimes.keys() : Object.keys(values ?? {})
  return { name, place, scope, type, codes: new Set(codes) }
}

/** Compiles rules over facts at their places. */
class Compiler {
  readonly #places: ReadonlyMap<string, number>
  readonly #locks: ReadonlyMap<string, number>
  /** By `keyOf`. */
  readonly #ranks: ReadonlyMap<string, number>

  constructor(places: ReadonlyMap<string, number>, locks: ReadonlyMap<string, number>, pack: Pack) {
    this.#places = places
    this.#locks = locks
    const keys = rulesOf(pack).flatMap(({ id, versions }) =>
      versions.map(({ from }) => keyOf(id, from)),
    )
    this.#ranks = new Map(keys.sort().map((key, rank) => [key, rank]))
  }

  lock(rule: Lock): readonly CompiledLock[] {
    const number = this.#locks.get(rule.id)!
    return this.reaching(rule, ({ lies }) => lies).map((wording) => ({ ...wording, number }))
  }

  reaching<V extends RuleVersion>(rule: Rule<V>, reachesOf: (version: V) => readonly Reach[]) {
    return rule.versions.map((version) => ({
      ...this.#common(rule, version),
      lies: reachesOf(version).map((reach) => this.#reach(reach)),
    }))
  }

  gateway(rule: Gateway): readonly CompiledGateway[] {
    return rule.versions.map((version) => {
      const { categories = CATEGORIES, notCategories = [], openQuestion, motive } = version
      const not = new Set<Category>([...notCategories, 'motive'])
      const conditions = version.conditions.map((condition) => this.#condition(condition))
      const asks = new Set(conditions.flatMap(({ test }) => test.asks))
      return {
        ...this.#common(rule, version),
        scope: scopeOf({
          ...version,
          categories: categories.filter((category) => !not.has(category)),
        }),
        opens: Array.from(this.#locks.keys(), (lock) => version.opens.includes(lock)),
        conditions,
        allMet: allMetOf(conditions, motive !== undefined),
        unsettled:
          openQuestion === undefined ? null : { id: 'unsettled', openQuestion, locks: null },
        disputes: version.disputes.map((dispute) => this.#dispute(dispute)),
        perPart: isPerPart(version, asks),
        order: [],
        asks,
      }
    })
  }

  #common<V extends RuleVersion>(
    { id, replacedBy }: { readonly id: string; readonly replacedBy?: string },
    version: V,
  ): CompiledVersion<V> {
    const { from, to } = version
    const reference = { rule: id, version: from }
    const rank = this.#ranks.get(keyOf(id, from))!
    const documentation = DOCUMENTATION_CODES.reduce(
      (bits, code, i) => (version.documentation.includes(code) ? bits | (1 << i) : bits),
      0,
    )
    const replaced = replacedBy !== undefined
    return { id, version, reference, rank, replaced, from, to, documentation }
  }

  #reach(reach: Reach): CompiledReach {
    return {
      scope: scopeOf(reach),
      test: this.#test(reach.when),
      liesUnanswered: reach.ifUnanswered !== 'does-not-lie',
      unless: this.#test(reach.unless),
    }
  }

  #condition(condition: Condition): CompiledCondition {
    const { id, when, senders, receivers, subjectRoles } = condition
    const test = this.#test(when)!
    const isLimited = senders !== undefined || receivers !== undefined || subjectRoles !== undefined
    return {
      id,
      test,
      place: test.only?.key ?? null,
      value: test.only?.value ?? null,
      scope: isLimited ? scopeOf(condition) : null,
      met: { id, result: 'met', facts: [] },
      results: byCategory((category) => resultsOf(id, test, category, this.#places)),
    }
  }

  #dispute(dispute: Dispute): CompiledDispute {
    return {
      id: dispute.id,
      openQuestion: dispute.openQuestion,
      locks: dispute.locks === undefined ? null : new Set(dispute.locks),
      scope: scopeOf(dispute),
      test: this.#test(dispute.when),
    }
  }

  #test(when: JsonObject | undefined): SheetTest | null {
    return when === undefined ? null : compileCondition(when, (name) => this.#places.get(name)!)
  }
}

/** Sorts by rule and then by day: a space comes before all that ids are written with. */
function keyOf(rule: string, version: string): string {
  return `${rule} ${version}`
}

/** Disputes ask for no fact that conditions do not ask for. */
function isPerPart({ conditions, disputes }: GatewayVersion, asks: ReadonlySet<string>): boolean {
  return (
    PART_FACTS.some((name) => asks.has(name)) ||
    conditions.some(({ receivers }) => receivers !== undefined) ||
    disputes.some(({ receivers, categories }) => receivers ?? categories)
  )
}

function byCategory<T>(make: (category: Category) => T): Readonly<Record<Category, T>> {
  return Object.fromEntries(CATEGORIES.map((category) => [category, make(category)])) as Readonly<
    Record<Category, T>
  >
}

function allMetOf(
  conditions: readonly CompiledCondition[],
  needsMotive: boolean,
): readonly ConditionResult[] {
  const met = conditions.map((condition) => condition.met)
  return needsMotive ? [...met, MOTIVE.met] : met
}

function compileObligations(wordings: readonly CompiledVersion[]): readonly CompiledObligation[] {
  const found = wordings.flatMap(({ reference, rank, version }) =>
    version.obligations.map(({ code, within }) => ({
      reference,
      rank,
      code,
      within: within === undefined ? null : minutesOf(within),
    })),
  )
  return found.sort((a, b) => compareText(a.code, b.code) || a.rank - b.rank)
}

/** Durations of a pack: whole minutes, hours or days (ISO 8601). */
const DURATION = /^P(?:(\d{1,3})D|T(?:(\d{1,3})H|(\d{1,3})M))$/

function minutesOf(duration: string): number {
  const [, days, hours, minutes] = DURATION.exec(duration) ?? []
  return Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0)
}
