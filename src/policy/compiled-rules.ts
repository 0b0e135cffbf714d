/**
 * A pack made ready for decisions: every condition parsed once, every list a set, rules in one order, results that are the
 * same in every request made beforehand.
 *
 * @module
 */
import type { BodyType, Category, Purpose, SubjectRole } from '../protocol/vocabulary.ts'
import type { Answer, FactValue, Test } from './condition.ts'
import type { ConditionResult, RuleReference } from './decision.ts'
import type { FactSheet } from './derived-facts.ts'
import type { Crime, Fact, Renamed } from './policy-set.ts'
import type {
  BlockVersion,
  GatewayVersion,
  LockVersion,
  ObligationCode,
  ObligationRuleVersion,
  RuleVersion,
} from './rule.ts'
import type { Mark } from './scope.ts'

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
  readonly scope: Mark
  readonly test: SheetTest | null
  readonly liesUnanswered: boolean
  readonly unless: SheetTest | null
}

export interface CompiledCondition {
  readonly id: string
  readonly test: SheetTest
  readonly scope: Mark
  /** What it gives, with the facts that it asks for as a person states them. */
  readonly results: ConditionResults
  /** The same in a part of each category, where it asks for what depends on that. */
  readonly resultsByCategory: ReadonlyMap<Category, ConditionResults> | null
  /** Where facts stand on a sheet, by name. */
  readonly places: ReadonlyMap<string, number>
}

/** One condition's results. `unanswered` names every fact that it asks for, whichever of them lacks an answer. */
export type ConditionResults = Readonly<Record<Answer, ConditionResult>>

/** Something that is not settled: what lawyers must answer, and the locks whose opening hangs on it (null: all). */
export interface Doubt {
  readonly id: string
  readonly openQuestion: string
  readonly locks: ReadonlySet<string> | null
}

export interface CompiledDispute extends Doubt {
  readonly scope: Mark
  readonly test: SheetTest | null
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

export interface CompiledObligationRule extends CompiledVersion<ObligationRuleVersion> {
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
  /** For a rule that is disputed as a whole. */
  readonly unsettled: Doubt | null
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
  readonly obligationRules: readonly CompiledObligationRule[]
  /** The wordings of each gateway. */
  readonly gatewaysById: ReadonlyMap<string, readonly CompiledGateway[]>
  readonly lockIds: ReadonlySet<string>
  /** Sections that were repealed and are no rules. */
  readonly renamed: ReadonlyMap<string, Renamed>
  /** What rules oblige to, by code and then by rank. */
  readonly obligations: readonly CompiledObligation[]
}

/** A rule in one wording, as one text. */
export function referenceKey(rule: string, version: string): string {
  return rule + '@' + version
}
