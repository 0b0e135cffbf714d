/**
 * A pack made ready for decisions: every condition parsed once, every list a set, rules in one order, results that are the
 * same in every request made beforehand.
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
import type { Answer, FactValue, Test } from './condition.ts'
import type { ConditionResult, RuleReference } from './decision.ts'
import type { FactSheet } from './derived-facts.ts'
import type { Crime, Fact } from './policy-set.ts'
import type {
  BlockVersion,
  GatewayVersion,
  LockVersion,
  ObligationCode,
  RuleVersion,
} from './rule.ts'
import type { Mark } from './scope.ts'

/** A list that may be absent, which means: all. */
export type Filter<T> = ReadonlySet<T> | null

/** A condition over facts at their places. */
export type SheetTest = Test<number>

export interface CompiledFact {
  /** Where it stands in every sheet. */
  readonly place: number
  readonly scope: Fact['scope']
  readonly type: Fact['type']
  readonly isAnswer: (value: FactValue) => boolean
}

export interface CompiledReach {
  readonly senders: Filter<BodyType>
  readonly subjectRoles: Filter<SubjectRole>
  readonly categories: Filter<Category>
  readonly protections: Filter<Protection>
  readonly towardsPerpetratorFunction: boolean
  readonly test: SheetTest | null
  readonly liesUnanswered: boolean
}

export interface CompiledCondition {
  readonly id: string
  readonly test: SheetTest
  readonly senders: Filter<BodyType>
  readonly subjectRoles: Filter<SubjectRole>
  /** What it gives, with the facts that it asks for as a person states them. */
  readonly results: ConditionResults
  /** The same in a part of each category, where it asks for what depends on that. */
  readonly resultsByCategory: ReadonlyMap<Category, ConditionResults> | null
  /** Where facts stand on a sheet, by name. */
  readonly places: ReadonlyMap<string, number>
}

/** One condition's results. `unanswered` names every fact that it asks for, whichever of them lacks an answer. */
export type ConditionResults = Readonly<Record<Answer, ConditionResult>>

export interface CompiledDispute {
  readonly id: string
  readonly test: SheetTest | null
  readonly senders: Filter<BodyType>
  readonly subjectRoles: Filter<SubjectRole>
  readonly purposes: Filter<Purpose>
}

/** One wording, with what is the same for all wordings of the rule. */
export interface CompiledVersion<V extends RuleVersion = RuleVersion> {
  readonly id: string
  readonly version: V
  readonly reference: RuleReference
  /** Its place among all wordings of all rules, by `referenceKey`. */
  readonly rank: number
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
  /** All of these as one. */
  readonly scope: Mark
  readonly opens: ReadonlySet<string>
  readonly conditions: readonly CompiledCondition[]
  readonly disputes: readonly CompiledDispute[]
  /** Whether results may differ between parts and receivers of one ground. */
  readonly perPart: boolean
  /** Facts named by any condition. */
  readonly asks: ReadonlySet<string>
}

/** What a wording obliges to. */
export interface CompiledObligation {
  readonly reference: RuleReference
  /** The rank of the wording. */
  readonly rank: number
  readonly code: ObligationCode
  /** Minutes from the release; null: no set time. */
  readonly within: number | null
}

export interface CompiledRules {
  readonly facts: ReadonlyMap<string, CompiledFact>
  /** A sheet without answers, to copy. */
  readonly blankSheet: Readonly<FactSheet>
  readonly crimes: ReadonlyMap<string, Crime>
  /** Every wording, by rule id and then by first day. */
  readonly locks: readonly CompiledLock[]
  readonly blocks: readonly CompiledBlock[]
  readonly gateways: readonly CompiledGateway[]
  /** The wordings of each gateway. */
  readonly gatewaysById: ReadonlyMap<string, readonly CompiledGateway[]>
  readonly lockIds: ReadonlySet<string>
  /** What locks and gateways oblige to, by code and then by rank. */
  readonly obligations: readonly CompiledObligation[]
}

/** A rule in one wording, as one text. */
export function referenceKey(rule: string, version: string): string {
  return rule + '@' + version
}
