/**
 * The law as data: what a file under `policies/` says, after it was read and checked.
 *
 * A *lock* is a secrecy rule that lies on data, a *gateway* a rule that opens named locks on stated conditions, a *block* a
 * rule that nothing opens. Each has versions by the days on which a wording is in force; the Swedish calendar day of the
 * release chooses. A rule says what its source says, never what would be practical.
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
import type { LocalText } from '../protocol/statements/local-text.ts'
import type { JsonObject } from '../protocol/json.ts'

/** A calendar day in Sweden: `2025-04-01`. */
export type Day = string

/** How well a statement about the law is supported: read in the statute; read but needs a lawyer; second-hand. */
export type Confidence = 'high' | 'medium' | 'low'

/** Something that must hold of the facts before a rule applies. */
export interface Condition {
  readonly id: string
  readonly text: LocalText
  /** JSON Schema 2020-12 over the facts. Every fact that it names is required: no answer never meets a condition. */
  readonly when: JsonObject
  /** Only asked of these senders; absent: of all. */
  readonly senders?: readonly BodyType[]
  /** Only asked about these subjects; absent: about all. */
  readonly subjectRoles?: readonly SubjectRole[]
}

/** Circumstances in which lawyers disagree whether a rule applies: the rule then gives *escalate* at best. */
export interface Dispute {
  readonly id: string
  readonly text: LocalText
  readonly when?: JsonObject
  readonly senders?: readonly BodyType[]
  readonly subjectRoles?: readonly SubjectRole[]
  readonly purposes?: readonly Purpose[]
}

/** What a rule obliges those concerned to do besides. */
export const OBLIGATION_CODES = [
  'at-once',
  'note',
  'minimise',
  'split',
  'mark',
  'show-conditions',
  'acknowledge',
  'two-person',
  'expire',
  'log',
] as const
export type ObligationCode = (typeof OBLIGATION_CODES)[number]

export interface RuleObligation {
  readonly code: ObligationCode
  /** ISO 8601 duration from the release, as `PT24H` or `P7D`; absent: no set time. */
  readonly within?: string
  readonly text: LocalText
}

/**
 * Where what was disclosed is written down: DJ personakt or journal, DP patient record note of receiver, DR registration of
 * the document, DF note of oral information, DL log, DC consent record.
 */
export const DOCUMENTATION_CODES = ['DJ', 'DP', 'DR', 'DF', 'DL', 'DC'] as const
export type DocumentationCode = (typeof DOCUMENTATION_CODES)[number]

/** One wording of a rule, with the days on which it is in force (both included; `to` null: until further notice). */
export interface RuleVersion {
  readonly from: Day
  readonly to: Day | null
  readonly text: LocalText
  /** Keys of `policies/sources.json`. */
  readonly sources: readonly string[]
  readonly confidence: Confidence
  readonly obligations: readonly RuleObligation[]
  readonly documentation: readonly DocumentationCode[]
}

/** One way in which a lock or block comes to lie on a part: all that is given must match; what is absent matches all. */
export interface Reach {
  readonly senders?: readonly BodyType[]
  readonly subjectRoles?: readonly SubjectRole[]
  readonly categories?: readonly Category[]
  readonly protections?: readonly Protection[]
  /** Only towards a function whose clients are people feared to commit crimes. */
  readonly towardsPerpetratorFunction?: true
  /** Over the facts of the whole disclosure. */
  readonly when?: JsonObject
  /** Given with `when`: what follows while its facts lack an answer. */
  readonly ifUnanswered?: 'lies' | 'does-not-lie'
}

/**
 * The test of harm (skaderekvisit): straight – open unless harm can be assumed; reversed – secret unless it is clear that
 * there is none; absolute – no test. A test that is not settled gives *escalate* when it says that there is no harm.
 */
export interface HarmTestRule {
  readonly kind: 'straight' | 'reversed' | 'absolute'
  readonly settled: boolean
}

export interface LockVersion extends RuleVersion {
  readonly harmTest: HarmTestRule
  readonly lies: readonly Reach[]
}

export interface BlockVersion extends RuleVersion {
  readonly lies: readonly Reach[]
}

export interface GatewayVersion extends RuleVersion {
  readonly nature: 'permission' | 'duty'
  /** False: lawyers dispute the rule as a whole. */
  readonly settled: boolean
  readonly disputes: readonly Dispute[]
  readonly senders: readonly BodyType[]
  readonly receivers: readonly BodyType[]
  /** Absent: all. */
  readonly subjectRoles?: readonly SubjectRole[]
  /** Categories that the rule never carries. */
  readonly notCategories?: readonly Category[]
  /** Absent: all. */
  readonly purposes?: readonly Purpose[]
  /** Ids of the locks that this rule opens. */
  readonly opens: readonly string[]
  readonly conditions: readonly Condition[]
  /** Whether the member must attest the judgement with a motive, and what it must say. */
  readonly motive?: LocalText
}

export interface Rule<Version extends RuleVersion> {
  readonly id: string
  readonly name: LocalText
  /** As lawyers cite it: `OSL 10 kap. 18 c §`. */
  readonly citation: string
  /** The rule that took over when this one was repealed. */
  readonly replacedBy?: string
  /** In order of `from`. Two never overlap; between two there is no gap. */
  readonly versions: readonly Version[]
}

export type Lock = Rule<LockVersion>
export type Block = Rule<BlockVersion>
export type Gateway = Rule<GatewayVersion>
