/**
 * What must be true of a pack beyond its shape, checked when it is loaded, so that a decision never meets a rule that
 * cannot be applied: every name exists, every question can be asked, and wordings follow one another day by day.
 *
 * @module
 */
import type { JsonObject } from '../protocol/json.ts'
import { CATEGORIES } from '../protocol/vocabulary.ts'
import { parseCondition } from './condition.ts'
import type { Test } from './condition.ts'
import { DERIVED_FACTS, consentFact } from './derived-facts.ts'
import { PolicyError } from './errors.ts'
import type { Fact, Pack } from './policy-set.ts'
import type { GatewayVersion, Reach, Rule, RuleVersion } from './rule.ts'
import { shiftDay } from './shift-day.ts'

/** Throws `pack-invalid`, with the rule and the reason, unless every rule of the pack can be applied. */
export function verifyPack(pack: Pack): void {
  const facts = new Map(pack.facts.map((fact) => [fact.name, fact]))
  const sources = new Set(pack.sources.map(({ key }) => key))
  verifyUnique(
    'facts',
    pack.facts.map(({ name }) => name),
  )
  verifyUnique(
    'crimes',
    pack.crimes.map(({ label }) => label),
  )
  verifyUnique(
    'sources',
    pack.sources.map(({ key }) => key),
  )
  verifyUnique(
    'openQuestions',
    pack.openQuestions.map(({ id }) => id),
  )
  const rules = rulesOf(pack)
  // A ground names a rule or a section that is no more, never both.
  verifyUnique(
    'rules',
    [...rules, ...pack.renamed].map(({ id }) => id),
  )
  for (const fact of pack.facts) verifyFact(fact, facts)
  verifyDerived(pack)
  for (const crime of pack.crimes) {
    verifyVersions(crime.label, crime.versions, pack)
    verifySources(crime.label, crime.versions, sources)
  }
  for (const rule of rules) {
    for (const { obligations } of rule.versions)
      if (new Set(obligations.map(({ code }) => code)).size < obligations.length)
        throw invalid(rule.id, 'obliges twice to the same')
    verifyVersions(rule.id, rule.versions, pack)
    verifySources(rule.id, rule.versions, sources)
  }
  verifyDays(rules)
  verifyReaches(pack, facts)
  verifyGateways(pack, facts)
  verifyQuestions(pack)
  for (const { id, until } of pack.renamed)
    if (until < pack.lawKnownFrom) throw invalid(id, 'ended before the law that the pack knows')
}

/** Every rule of a pack, of whatever kind. */
export function rulesOf(pack: Pack): readonly Rule<RuleVersion>[] {
  return [...pack.locks, ...pack.gateways, ...pack.blocks, ...pack.obligationRules]
}

function verifyUnique(what: string, names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw invalid(name, 'stands twice among ' + what)
    seen.add(name)
  }
}

function verifyFact(fact: Fact, facts: ReadonlyMap<string, Fact>): void {
  // Facts are members of plain objects, which must not have an answer by nature.
  if (fact.name in Object.prototype) throw invalid(fact.name, 'is what every object has')
  if ((fact.type === 'code') !== (fact.values !== undefined))
    throw invalid(fact.name, 'a code has values, nothing else has')
  if ((fact.scope === 'derived') !== (fact.derivedFrom !== undefined))
    throw invalid(fact.name, 'a derived fact says what it follows from, no other does')
  for (const name of fact.derivedFrom ?? [])
    if (facts.get(name)?.scope !== 'ground') throw invalid(fact.name, 'follows from no ground fact')
}

/** The engine can work out exactly the derived facts that it knows; a pack must not ask for others. */
function verifyDerived(pack: Pack): void {
  const declared = pack.facts.filter(({ scope }) => scope === 'derived').map(({ name }) => name)
  for (const name of declared)
    if (!Object.hasOwn(DERIVED_FACTS, name)) throw invalid(name, 'no such fact can be worked out')
  if (!declared.includes('consentCoversPart')) return
  for (const category of CATEGORIES.filter((category) => category !== 'motive'))
    if (!pack.facts.some(({ name }) => name === consentFact(category)))
      throw invalid(consentFact(category), 'consent cannot be given for the category')
}

function verifyVersions(
  id: string,
  versions: readonly Pick<RuleVersion, 'from' | 'to'>[],
  pack: Pack,
): void {
  versions.forEach(({ from, to }, place) => {
    if (from < pack.lawKnownFrom) throw invalid(id, 'from a day before the law that the pack knows')
    if (to !== null && to < from) throw invalid(id, 'ends before it begins')
    const next = versions[place + 1]
    if (next === undefined) return
    if (to === null || next.from <= to) throw invalid(id, 'versions overlap')
    if (next.from !== shiftDay(to, 1)) throw invalid(id, 'versions leave a gap')
  })
}

/** On how many days wordings may begin or end: the rules of each are kept together. */
const MOST_DAYS = 500

function verifyDays(rules: readonly Rule<RuleVersion>[]): void {
  const days = rules.flatMap(({ versions }) => versions.flatMap(({ from, to }) => [from, to]))
  if (new Set(days).size > MOST_DAYS) throw invalid('rules', 'change on too many days')
}

function verifySources(
  id: string,
  versions: readonly { readonly sources: readonly string[] }[],
  sources: ReadonlySet<string>,
): void {
  for (const version of versions)
    for (const key of version.sources)
      if (!sources.has(key)) throw invalid(id, 'unknown source ' + key)
}

function verifyReaches(pack: Pack, facts: ReadonlyMap<string, Fact>): void {
  for (const { id, versions } of [...pack.locks, ...pack.blocks])
    for (const { lies } of versions) verifyReach(id, lies, facts)
  for (const { id, versions } of pack.obligationRules)
    for (const { applies } of versions) verifyReach(id, applies, facts)
}

function verifyReach(
  id: string,
  reaches: readonly Reach[],
  facts: ReadonlyMap<string, Fact>,
): void {
  for (const { when, unless } of reaches)
    for (const asked of [when, unless])
      if (asked !== undefined) verifyAsked(id, asked, facts, ['disclosure'])
}

/** What is not settled names the question that a lawyer must answer; that question must be asked. */
function verifyQuestions({ gateways, blocks, crimes, openQuestions }: Pack): void {
  const known = new Set(openQuestions.map(({ id }) => id))
  const verify = (id: string, settled: boolean, openQuestion: string | undefined): void => {
    if (openQuestion === undefined && !settled) throw invalid(id, 'names no open question')
    if (openQuestion === undefined) return
    if (settled) throw invalid(id, 'is settled but names an open question')
    if (!known.has(openQuestion)) throw invalid(id, 'names an unknown open question')
  }
  for (const { id, versions } of gateways)
    for (const { settled, openQuestion, disputes } of versions) {
      verify(id, settled, openQuestion)
      for (const dispute of disputes) verify(id, false, dispute.openQuestion)
    }
  for (const { id, versions } of blocks)
    for (const { effect, openQuestion, notForDuty } of versions) {
      if (effect === 'deny' || openQuestion !== undefined)
        verify(id, effect === 'deny', openQuestion)
      if (effect === 'deny' && notForDuty) throw invalid(id, 'denies, and spares duties')
    }
  for (const { label, versions } of crimes)
    for (const { settled, openQuestion } of versions) verify(label, settled, openQuestion)
}

function verifyGateways(pack: Pack, facts: ReadonlyMap<string, Fact>): void {
  const locks = new Map(pack.locks.map((lock) => [lock.id, lock]))
  const gateways = new Set(pack.gateways.map(({ id }) => id))
  for (const { id, replacedBy, versions } of pack.gateways) {
    if (replacedBy !== undefined && !gateways.has(replacedBy))
      throw invalid(id, 'replaced by an unknown rule')
    for (const version of versions) {
      for (const opened of version.opens) {
        const lock = locks.get(opened)
        if (lock === undefined) throw invalid(id, 'opens an unknown lock ' + opened)
        if (lock.versions.every(({ unopenable }) => unopenable))
          throw invalid(id, 'opens a lock that is declared to be opened by nothing ' + opened)
      }
      verifyConditions(id, version, facts)
    }
  }
}

function verifyConditions(
  id: string,
  { conditions, disputes, opens }: GatewayVersion,
  facts: ReadonlyMap<string, Fact>,
): void {
  verifyUnique(
    id,
    [...conditions, ...disputes].map((condition) => condition.id),
  )
  const asked = new Set<string>()
  for (const { when } of conditions)
    for (const name of verifyAsked(id, when, facts, ['disclosure', 'ground', 'derived']))
      asked.add(name)
  // A dispute over something that no condition asks would never be known to have arisen.
  for (const { when } of disputes)
    if (when !== undefined)
      for (const name of verifyAsked(id, when, facts, ['disclosure', 'ground', 'derived']))
        if (!asked.has(name))
          throw invalid(id, 'disputes a fact that no condition asks for ' + name)
  for (const { locks = [] } of disputes)
    for (const lock of locks)
      if (!opens.includes(lock)) throw invalid(id, 'disputes a lock that it does not open ' + lock)
}

/** Reads a condition and checks that every fact in it may be asked there. Returns the facts. */
function verifyAsked(
  id: string,
  when: JsonObject,
  facts: ReadonlyMap<string, Fact>,
  scopes: readonly Fact['scope'][],
): readonly string[] {
  const { asks } = parseAsked(id, when)
  for (const name of asks) {
    const fact = facts.get(name)
    if (fact === undefined) throw invalid(id, 'asks for an unknown fact ' + name)
    if (!scopes.includes(fact.scope))
      throw invalid(id, 'asks for a fact in the wrong place ' + name)
  }
  verifyValues(id, when, facts)
  return asks
}

function parseAsked(id: string, when: JsonObject): Pick<Test, 'asks'> {
  try {
    return parseCondition(when)
  } catch (cause) {
    throw cause instanceof PolicyError ? invalid(id, cause.place.reason ?? '', { cause }) : cause
  }
}

/** A code that is not among the fact's values would be a condition that nothing can meet. */
function verifyValues(id: string, when: JsonObject, facts: ReadonlyMap<string, Fact>): void {
  for (const key of ['anyOf', 'allOf'] as const)
    for (const branch of (when[key] ?? []) as readonly JsonObject[]) verifyValues(id, branch, facts)
  for (const [name, schema] of Object.entries((when.properties ?? {}) as JsonObject)) {
    const { const: only, enum: some } = schema as JsonObject
    const values = facts.get(name)?.values
    const named = only === undefined ? ((some ?? []) as readonly unknown[]) : [only]
    for (const value of named)
      if (
        values === undefined
          ? facts.get(name)?.type === 'boolean' && typeof value !== 'boolean'
          : !Object.hasOwn(values, String(value))
      )
        throw invalid(id, 'compares a fact with no answer of its ' + name)
  }
}

function invalid(where: string, reason: string, options: ErrorOptions = {}): PolicyError {
  return new PolicyError('pack-invalid', 'the policy pack cannot be used', {
    ...options,
    place: { pointer: where, reason },
  })
}
