/**
 * The law as data: what a file under `policies/` says, after it was read and checked.
 *
 * A *lock* is a secrecy rule that lies on data, a *gateway* a rule that opens named locks on stated conditions, a *block* a
 * rule that no ground opens, an *obligation rule* (följdskyldighet) says what else is to be done when data are disclosed. Each
 * has versions by the days on which a wording is in force; the Swedish calendar day of the release chooses. A rule says what
 * its source says, never what would be practical.
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
  /** Only asked towards these receivers; absent: towards all. */
  readonly receivers?: readonly BodyType[]
  /** Only asked about these subjects; absent: about all. */
  readonly subjectRoles?: readonly SubjectRole[]
}

/**
 * Circumstances in which lawyers disagree whether a rule applies: the rule then gives *escalate* at best. All that is given
 * must match; what is absent matches all.
 */
export interface Dispute {
  readonly id: string
  readonly text: LocalText
  /** The question that a lawyer must answer: an id of `policies/open-questions.json`. */
  readonly openQuestion: string
  readonly when?: JsonObject
  readonly senders?: readonly BodyType[]
  readonly receivers?: readonly BodyType[]
  readonly subjectRoles?: readonly SubjectRole[]
  readonly categories?: readonly Category[]
  readonly purposes?: readonly Purpose[]
  /** Only the opening of these locks is disputed. */
  readonly locks?: readonly string[]
}

/**
 * What a rule obliges those concerned to do besides. `quality-statement`: tell how reliable and up to date the data are;
 * `correct`: tell the receivers at once of an error; `restrict`: a reservation towards a private receiver (OSL 10:14);
 * `mark-secrecy`: OSL 5:5; `purpose-test`: try the new purpose (BDL 2:4 and 2:22); `feedback`: SoL 19:6; `assess` the need of
 * immediate protection: SoL 20:1; `decide` whether to open an inquiry: SoL 20:2.
 */
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
  'quality-statement',
  'correct',
  'register',
  'restrict',
  'not-to-subject',
  'not-to-guardian',
  'mark-secrecy',
  'purpose-test',
  'feedback',
  'assess',
  'decide',
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

/**
 * One way in which a lock, block or obligation rule comes to lie on a part: all that is given must match; what is absent
 * matches all.
 */
export interface Reach {
  readonly senders?: readonly BodyType[]
  readonly receivers?: readonly BodyType[]
  readonly subjectRoles?: readonly SubjectRole[]
  readonly categories?: readonly Category[]
  readonly protections?: readonly Protection[]
  readonly purposes?: readonly Purpose[]
  /** Only towards a function whose clients are people feared to commit crimes. */
  readonly towardsPerpetratorFunction?: true
  /** Over the facts of the whole disclosure. */
  readonly when?: JsonObject
  /** Given with `when`: what follows while its facts lack an answer. */
  readonly ifUnanswered?: 'lies' | 'does-not-lie'
  /** Over the facts of the whole disclosure: when they meet it, nothing lies in this way. No answer never takes it away. */
  readonly unless?: JsonObject
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
  /** Declared: no gateway opens it, by statute or by our own rule. */
  readonly unopenable?: true
}

export interface BlockVersion extends RuleVersion {
  /** `deny`: nothing opens it; `escalate`: only a decision-maker may let the part pass, once its locks are open. */
  readonly effect: 'deny' | 'escalate'
  readonly lies: readonly Reach[]
  /** For `escalate`: the question that a lawyer must answer, if that is why. */
  readonly openQuestion?: string
  /** For `escalate`: what must be disclosed does not wait for it. */
  readonly notForDuty?: true
}

/** Attached to every part that is not denied and goes to another agency. */
export interface ObligationRuleVersion extends RuleVersion {
  readonly applies: readonly Reach[]
  /** Not attached to a part that must be disclosed. */
  readonly notForDuty?: true
}

export interface GatewayVersion extends RuleVersion {
  readonly nature: 'permission' | 'duty'
  /** False: lawyers dispute the rule as a whole; `openQuestion` then says what they must answer. */
  readonly settled: boolean
  readonly openQuestion?: string
  readonly disputes: readonly Dispute[]
  readonly senders: readonly BodyType[]
  readonly receivers: readonly BodyType[]
  /** Absent: all. */
  readonly subjectRoles?: readonly SubjectRole[]
  /** The only categories that the rule carries; absent: all. */
  readonly categories?: readonly Category[]
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
  /** Where the section is read: `https://lagen.nu/2009:400#K10P18c`. */
  readonly link: string
  /** The rule that took over when this one was repealed. */
  readonly replacedBy?: string
  /** In order of `from`. Two never overlap; between two there is no gap. */
  readonly versions: readonly Version[]
}

export type Lock = Rule<LockVersion>
export type Block = Rule<BlockVersion>
export type Gateway = Rule<GatewayVersion>
export type ObligationRule = Rule<ObligationRuleVersion>
