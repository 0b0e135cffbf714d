/**
 * A pack made ready for decisions: every condition parsed once, every list a set, rules in one order, results that are the
 * same in every request made beforehand.
 *
 * @module
 */
import type { Category } from '../protocol/vocabulary.ts'
import type { FactTable, FactValue, Test } from './condition.ts'
import type { ConditionResult, RuleReference } from './decision.ts'
import type { Crime, Fact, Renamed } from './policy-set.ts'
import type { FactSheet } from './fact-sheet.ts'
import type {
  BlockVersion,
  Day,
  GatewayVersion,
  LockVersion,
  ObligationCode,
  ObligationRuleVersion,
  RuleVersion,
} from './rule.ts'
import type { Mark } from './scope.ts'
import { Ways } from './way.ts'

/** A condition over facts at their places. */
export type SheetTest = Test<number>

export interface CompiledFact {
  readonly name: string
  /** Where it stands in every sheet. */
  readonly place: number
  readonly scope: Fact['scope']
  readonly type: Fact['type']
  /** The texts that are answers, where the pack lists them. */
  readonly codes: ReadonlySet<FactValue>
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
  /** All that it says, if that is what value the fact at a place has; most say no more. Then `test` need not be called. */
  readonly place: number | null
  readonly value: FactValue | null
  /** Null: it is asked on every way of its rule. */
  readonly scope: Mark | null
  readonly met: ConditionResult
  /** What else it gives in a part of each category, with the facts that it asks for as a person states them. */
  readonly results: Readonly<Record<Category, ConditionResults>>
}

/** What a condition that is not met gives in a part of some category. */
export interface ConditionResults {
  readonly failed: ConditionResult
  /** Names every fact that it asks for. */
  readonly unanswered: ConditionResult
  /** The same with only those that lack an answer on a sheet; null: there is but one. */
  readonly lacking: ((facts: FactTable<number>) => ConditionResult) | null
}

/** What becomes of the motive that a rule wants. */
export const MOTIVE: Readonly<Record<'met' | 'unanswered', ConditionResult>> = {
  met: { id: 'motive', result: 'met', facts: [] },
  unanswered: { id: 'motive', result: 'unanswered', facts: [] },
}

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
  /** Its place among all wordings of all rules, by rule and then by first day. */
  readonly rank: number
  readonly replaced: boolean
  readonly from: string
  readonly to: string | null
  /** Bit set of `DOCUMENTATION_CODES`: where it has what is disclosed written down. */
  readonly documentation: number
}

export interface CompiledLock extends CompiledVersion<LockVersion> {
  /** The same for all wordings. */
  readonly number: number
  readonly lies: readonly CompiledReach[]
}

export interface CompiledBlock extends CompiledVersion<BlockVersion> {
  readonly lies: readonly CompiledReach[]
}

export interface CompiledObligationRule extends CompiledVersion<ObligationRuleVersion> {
  readonly lies: readonly CompiledReach[]
}

export interface CompiledGateway extends CompiledVersion<GatewayVersion> {
  readonly scope: Mark
  /** By the numbers of locks. */
  readonly opens: readonly boolean[]
  readonly conditions: readonly CompiledCondition[]
  /** What all conditions and the motive give together when each is asked and met. */
  readonly allMet: readonly ConditionResult[]
  /** For a rule that is disputed as a whole. */
  readonly unsettled: Doubt | null
  readonly disputes: readonly CompiledDispute[]
  /** Whether results may differ between parts and receivers of one ground. */
  readonly perPart: boolean
  /** Facts named by any condition. */
  readonly asks: ReadonlySet<string>
  /** The facts as they were last answered for it: a guess, as they mostly come in one order, that spares looking them up. */
  readonly order: CompiledFact[]
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

/** The wordings in force on the days from one on, until the next period. */
export interface Period {
  readonly from: Day
  readonly locks: readonly CompiledLock[]
  readonly blocks: readonly CompiledBlock[]
  readonly obligationRules: readonly CompiledObligationRule[]
  readonly gateways: readonly CompiledGateway[]
  readonly ways: Ways
}

export interface CompiledRules {
  readonly facts: ReadonlyMap<string, CompiledFact>
  /** A sheet without answers, to copy. */
  readonly blankSheet: FactSheet
  readonly crimes: ReadonlyMap<string, Crime>
  /** Every day on which any wording begins or has ended begins a period; the last first. */
  readonly periods: readonly Period[]
  /** Every wording of each gateway. */
  readonly gatewaysById: ReadonlyMap<string, readonly CompiledGateway[]>
  /** What rules oblige to, by code, rule and first day. */
  readonly obligations: readonly CompiledObligation[]
  /** The number of each lock. */
  readonly locks: ReadonlyMap<string, number>
  /** Sections that were repealed and are no rules. */
  readonly renamed: ReadonlyMap<string, Renamed>
}

const NOTHING = { locks: [], blocks: [], obligationRules: [], gateways: [] }
const BEFORE_ALL: Period = { from: '', ...NOTHING, ways: new Ways(NOTHING) }

/** The wordings that are in force on a day. */
export function findPeriod({ periods }: CompiledRules, day: Day): Period {
  return periods.find(({ from }) => from <= day) ?? BEFORE_ALL
}

/** A rule in one wording, as one text. */
export function referenceKey(rule: string, version: string): string {
  return rule + '@' + version
}
