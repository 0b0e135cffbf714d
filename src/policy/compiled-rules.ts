/**
 * A pack made ready for decisions: every condition parsed once, every list a set, rules in one order.
 *
 * @module
 */
import type {
  BodyType,
  Category,
  Protection,
  Purpose,
  SubjectRole,
} from '../protocol/vocabulary.ts'
import { CATEGORIES, PURPOSES, SUBJECT_ROLES } from '../protocol/vocabulary.ts'
import { parseCondition } from './condition.ts'
import type { Test } from './condition.ts'
import { PART_FACTS, statedFactsOf } from './derived-facts.ts'
import type { Crime, Fact, Pack } from './policy-set.ts'
import type {
  Block,
  BlockVersion,
  Condition,
  Dispute,
  Gateway,
  GatewayVersion,
  Lock,
  LockVersion,
  Reach,
  RuleVersion,
} from './rule.ts'

/** A list that may be absent, which means: all. */
type Filter<T> = ReadonlySet<T> | null

export interface CompiledReach {
  readonly senders: Filter<BodyType>
  readonly subjectRoles: Filter<SubjectRole>
  readonly categories: Filter<Category>
  readonly protections: Filter<Protection>
  readonly towardsPerpetratorFunction: boolean
  readonly test: Test | null
  readonly liesUnanswered: boolean
}

export interface CompiledCondition {
  readonly id: string
  readonly test: Test
  readonly senders: Filter<BodyType>
  readonly subjectRoles: Filter<SubjectRole>
  /** Whether the answer may differ between parts and receivers of one ground. */
  readonly perPart: boolean
  /** The facts that it asks for as a person states them, in a part of each category. */
  readonly asks: ReadonlyMap<Category, readonly string[]>
}

export interface CompiledDispute {
  readonly id: string
  readonly test: Test | null
  readonly senders: Filter<BodyType>
  readonly subjectRoles: Filter<SubjectRole>
  readonly purposes: Filter<Purpose>
}

/** One wording, with what is the same for all wordings of the rule. */
export interface CompiledVersion<V extends RuleVersion> {
  readonly id: string
  readonly version: V
  readonly replaced: boolean
  readonly from: string
  readonly to: string | null
}

export interface CompiledLock extends CompiledVersion<LockVersion> {
  readonly lies: readonly CompiledReach[]
}

export interface CompiledBlock extends CompiledVersion<BlockVersion> {
  readonly lies: readonly CompiledReach[]
}

export interface CompiledGateway extends CompiledVersion<GatewayVersion> {
  readonly senders: ReadonlySet<BodyType>
  readonly receivers: ReadonlySet<BodyType>
  readonly subjectRoles: ReadonlySet<SubjectRole>
  readonly categories: ReadonlySet<Category>
  readonly purposes: ReadonlySet<Purpose>
  readonly opens: ReadonlySet<string>
  readonly conditions: readonly CompiledCondition[]
  readonly disputes: readonly CompiledDispute[]
  /** Facts named by any condition. */
  readonly asks: ReadonlySet<string>
}

export interface CompiledRules {
  readonly facts: ReadonlyMap<string, Fact>
  readonly crimes: ReadonlyMap<string, Crime>
  /** Every wording, by rule id and then by first day. */
  readonly locks: readonly CompiledLock[]
  readonly blocks: readonly CompiledBlock[]
  readonly gateways: readonly CompiledGateway[]
  /** Gateways, and what locks and gateways oblige to, by `referenceKey`. */
  readonly gatewaysByKey: ReadonlyMap<string, CompiledGateway>
  readonly wordings: ReadonlyMap<string, RuleVersion>
  readonly lockIds: ReadonlySet<string>
  readonly gatewayIds: ReadonlySet<string>
}

/** Compiles a pack that was checked. */
export function compileRules(pack: Pack): CompiledRules {
  const locks = pack.locks.flatMap(compileReaching<LockVersion>)
  const gateways = pack.gateways.flatMap(compileGateway)
  return {
    facts: new Map(pack.facts.map((fact) => [fact.name, fact])),
    crimes: new Map(pack.crimes.map((crime) => [crime.label, crime])),
    locks,
    blocks: pack.blocks.flatMap(compileReaching<BlockVersion>),
    gateways,
    gatewaysByKey: new Map(gateways.map((gateway) => [keyOf(gateway), gateway])),
    wordings: new Map([...locks, ...gateways].map((rule) => [keyOf(rule), rule.version])),
    lockIds: new Set(pack.locks.map(({ id }) => id)),
    gatewayIds: new Set(pack.gateways.map(({ id }) => id)),
  }
}

/** A rule in one wording, as one text. */
export function referenceKey(rule: string, version: string): string {
  return rule + '@' + version
}

function keyOf({ id, from }: CompiledVersion<RuleVersion>): string {
  return referenceKey(id, from)
}

function compileReaching<V extends LockVersion | BlockVersion>(rule: Lock | Block) {
  return (rule.versions as readonly V[]).map((version) => ({
    ...common(rule, version),
    lies: version.lies.map(compileReach),
  }))
}

function compileGateway(rule: Gateway): readonly CompiledGateway[] {
  return rule.versions.map((version) => {
    const conditions = version.conditions.map(compileCondition)
    const not = new Set<Category>([...(version.notCategories ?? []), 'motive'])
    return {
      ...common(rule, version),
      senders: new Set(version.senders),
      receivers: new Set(version.receivers),
      subjectRoles: new Set(version.subjectRoles ?? SUBJECT_ROLES),
      categories: new Set(CATEGORIES.filter((category) => !not.has(category))),
      purposes: new Set(version.purposes ?? PURPOSES),
      opens: new Set(version.opens),
      conditions,
      disputes: version.disputes.map(compileDispute),
      asks: new Set(conditions.flatMap(({ test }) => test.asks)),
    }
  })
}

function common<V extends RuleVersion>(
  rule: { readonly id: string; readonly replacedBy?: string },
  version: V,
): CompiledVersion<V> {
  const replaced = rule.replacedBy !== undefined
  return { id: rule.id, version, replaced, from: version.from, to: version.to }
}

function compileReach(reach: Reach): CompiledReach {
  return {
    senders: filter(reach.senders),
    subjectRoles: filter(reach.subjectRoles),
    categories: filter(reach.categories),
    protections: filter(reach.protections),
    towardsPerpetratorFunction: reach.towardsPerpetratorFunction ?? false,
    test: reach.when === undefined ? null : parseCondition(reach.when),
    liesUnanswered: reach.ifUnanswered !== 'does-not-lie',
  }
}

function compileCondition(condition: Condition): CompiledCondition {
  const test = parseCondition(condition.when)
  return {
    id: condition.id,
    test,
    senders: filter(condition.senders),
    subjectRoles: filter(condition.subjectRoles),
    perPart: test.asks.some((name) => PART_FACTS.has(name)),
    asks: new Map(CATEGORIES.map((category) => [category, statedFactsOf(test.asks, category)])),
  }
}

function compileDispute(dispute: Dispute): CompiledDispute {
  return {
    id: dispute.id,
    test: dispute.when === undefined ? null : parseCondition(dispute.when),
    senders: filter(dispute.senders),
    subjectRoles: filter(dispute.subjectRoles),
    purposes: filter(dispute.purposes),
  }
}

function filter<T>(list: readonly T[] | undefined): Filter<T> {
  return list === undefined ? null : new Set(list)
}
