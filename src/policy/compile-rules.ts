import { isAgencyId } from '../protocol/agency-id.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Category } from '../protocol/vocabulary.ts'
import { CATEGORIES, PURPOSES, SUBJECT_ROLES } from '../protocol/vocabulary.ts'
import { rulesOf } from './check-pack.ts'
import { compileCondition } from './condition.ts'
import type { FactValue } from './condition.ts'
import { referenceKey } from './compiled-rules.ts'
import type {
  CompiledCondition,
  CompiledDispute,
  CompiledFact,
  CompiledGateway,
  CompiledObligation,
  CompiledReach,
  CompiledRules,
  CompiledVersion,
  ConditionResults,
  SheetTest,
} from './compiled-rules.ts'
import { PART_FACTS, placeFacts, statedFactsOf } from './derived-facts.ts'
import type { Crime, Fact, Pack } from './policy-set.ts'
import type {
  Condition,
  Dispute,
  Gateway,
  GatewayVersion,
  Reach,
  Rule,
  RuleVersion,
} from './rule.ts'
import { scopeOf } from './scope.ts'

/** Compiles a pack that was checked. */
export function compileRules(pack: Pack): CompiledRules {
  const crimes = new Map(pack.crimes.map((crime) => [crime.label, crime]))
  const places = placeFacts(pack.facts.map(({ name }) => name))
  const compiler = new Compiler(places, rankWordings(pack))
  const locks = pack.locks.flatMap((rule) => compiler.reaching(rule, ({ lies }) => lies))
  const blocks = pack.blocks.flatMap((rule) => compiler.reaching(rule, ({ lies }) => lies))
  const obligationRules = pack.obligationRules.flatMap((rule) =>
    compiler.reaching(rule, ({ applies }) => applies),
  )
  const gateways = pack.gateways.flatMap((rule) => compiler.gateway(rule))
  return {
    facts: new Map(
      pack.facts.map((fact) => [fact.name, compileFact(fact, places.get(fact.name)!, crimes)]),
    ),
    blankSheet: Array.from(places, () => undefined),
    crimes,
    locks,
    blocks,
    gateways,
    obligationRules,
    gatewaysById: Map.groupBy(gateways, ({ id }) => id),
    lockIds: new Set(pack.locks.map(({ id }) => id)),
    renamed: new Map(pack.renamed.map((renamed) => [renamed.id, renamed])),
    obligations: compileObligations([...locks, ...blocks, ...gateways, ...obligationRules]),
  }
}

function rankWordings(pack: Pack): ReadonlyMap<string, number> {
  const keys = rulesOf(pack).flatMap(({ id, versions }) =>
    versions.map(({ from }) => referenceKey(id, from)),
  )
  return new Map(keys.sort().map((key, rank) => [key, rank]))
}

const DAY = /^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

function compileFact(
  { scope, type, values }: Fact,
  place: number,
  crimes: ReadonlyMap<string, Crime>,
): CompiledFact {
  const codes = new Set(Object.keys(values ?? {}))
  const answers: Readonly<Record<Fact['type'], (value: FactValue) => boolean>> = {
    boolean: (value) => typeof value === 'boolean',
    code: (value) => typeof value === 'string' && codes.has(value),
    day: (value) => typeof value === 'string' && DAY.test(value),
    crime: (value) => typeof value === 'string' && crimes.has(value),
    agency: (value) => typeof value === 'string' && isAgencyId(value),
    // Only worked out, never stated.
    integer: () => false,
  }
  return { place, scope, type, isAnswer: answers[type] }
}

/** Compiles rules over facts at their places. */
class Compiler {
  readonly #places: ReadonlyMap<string, number>
  readonly #ranks: ReadonlyMap<string, number>

  constructor(places: ReadonlyMap<string, number>, ranks: ReadonlyMap<string, number>) {
    this.#places = places
    this.#ranks = ranks
  }

  reaching<V extends RuleVersion>(rule: Rule<V>, reachesOf: (version: V) => readonly Reach[]) {
    return rule.versions.map((version) => ({
      ...this.#common(rule, version),
      lies: reachesOf(version).map((reach) => this.#reach(reach)),
    }))
  }

  gateway(rule: Gateway): readonly CompiledGateway[] {
    return rule.versions.map((version) => {
      const conditions = version.conditions.map((condition) => this.#condition(condition))
      const asks = new Set(conditions.flatMap(({ test }) => test.asks))
      const not = new Set<Category>([...(version.notCategories ?? []), 'motive'])
      const { senders, receivers, subjectRoles = SUBJECT_ROLES, purposes = PURPOSES } = version
      const only = version.categories ?? CATEGORIES
      const categories = only.filter((category) => !not.has(category))
      const { openQuestion } = version
      return {
        ...this.#common(rule, version),
        senders: new Set(senders),
        receivers: new Set(receivers),
        subjectRoles: new Set(subjectRoles),
        categories: new Set(categories),
        purposes: new Set(purposes),
        scope: scopeOf({ senders, receivers, subjectRoles, categories, purposes }),
        opens: new Set(version.opens),
        conditions,
        unsettled:
          openQuestion === undefined ? null : { id: 'unsettled', openQuestion, locks: null },
        disputes: version.disputes.map((dispute) => this.#dispute(dispute)),
        perPart: isPerPart(version, asks),
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
    const rank = this.#ranks.get(referenceKey(id, from))!
    return { id, version, reference, rank, replaced: replacedBy !== undefined, from, to }
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
    const { id, when } = condition
    const test = this.#test(when)!
    return {
      id,
      test,
      scope: scopeOf(condition),
      results: resultsOf(id, test.asks, ANY),
      resultsByCategory: test.asks.includes('consentCoversPart')
        ? new Map(CATEGORIES.map((category) => [category, resultsOf(id, test.asks, category)]))
        : null,
      places: this.#places,
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

/** Disputes ask for no fact that conditions do not ask for. */
function isPerPart({ conditions, disputes }: GatewayVersion, asks: ReadonlySet<string>): boolean {
  return (
    PART_FACTS.some((name) => asks.has(name)) ||
    conditions.some(({ receivers }) => receivers !== undefined) ||
    disputes.some(({ receivers, categories }) => receivers ?? categories)
  )
}

/** A category for what is the same in all. */
const [ANY] = CATEGORIES

function resultsOf(id: string, asks: readonly string[], category: Category): ConditionResults {
  const facts = statedFactsOf(asks, category)
  return {
    met: { id, result: 'met', facts },
    failed: { id, result: 'failed', facts },
    unanswered: { id, result: 'unanswered', facts },
  }
}

function compileObligations(wordings: readonly CompiledVersion[]): readonly CompiledObligation[] {
  const found = new Map<string, CompiledObligation>()
  for (const { id, from, reference, rank, version } of wordings)
    for (const { code, within } of version.obligations) {
      const key = code + ' ' + referenceKey(id, from)
      if (!found.has(key))
        found.set(key, {
          reference,
          rank,
          code,
          within: within === undefined ? null : minutesOf(within),
        })
    }
  return [...found.keys()].sort().map((key) => found.get(key)!)
}

/** Durations of a pack: whole minutes, hours or days (ISO 8601). */
const DURATION = /^P(?:(\d{1,3})D|T(?:(\d{1,3})H|(\d{1,3})M))$/

function minutesOf(duration: string): number {
  const [, days, hours, minutes] = DURATION.exec(duration) ?? []
  return Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0)
}
