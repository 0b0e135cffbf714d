import type { Digest } from '../protocol/sha256.ts'
import type { Time } from '../protocol/time.ts'
import type { Day, DocumentationCode, ObligationCode } from './rule.ts'
import type { Respect } from './scope.ts'

/** `permit` may, `duty` must, `escalate` only after a decision-maker countersigned, `deny` must not be disclosed. */
export const OUTCOMES = ['permit', 'duty', 'escalate', 'deny'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A rule in one wording. */
export interface RuleReference {
  readonly rule: string
  readonly version: Day
}

/**
 * What became of one condition. `facts` names those that it asks for if it `failed`, and those that lack an answer if it is
 * `unanswered`; of one that is met nothing more needs to be known.
 */
export interface ConditionResult {
  readonly id: string
  readonly result: 'met' | 'failed' | 'unanswered'
  readonly facts: readonly string[]
}

/** What keeps a rule from this part and receiver altogether. */
export type Mismatch = Respect | 'not-in-force' | 'repealed'

/** What one invoked ground does for one part towards one receiver. */
export interface GroundResult extends RuleReference {
  /** Place of the ground in the request, sorted: see `evaluate`. */
  readonly ground: number
  /** `met` and `disputed` open locks, the latter some with `escalate`; `unmet` and `erred` open none, the latter denies. */
  readonly status: 'met' | 'disputed' | 'unmet' | 'not-applicable' | 'erred'
  readonly mismatches: readonly Mismatch[]
  readonly conditions: readonly ConditionResult[]
  /** Ids of the disputes that the facts touch; `unsettled` for a rule, `crime-unsettled` for a penalty, disputed as such. */
  readonly disputes: readonly string[]
  /** Ids of the questions that those disputes hang on, sorted. */
  readonly openQuestions: readonly string[]
  /** The locks on this part that it opens. */
  readonly opens: readonly string[]
  /** Those among them whose opening is disputed: they open with `escalate`. */
  readonly escalates: readonly string[]
}

/** Whether one lock on the part stands in the way of this receiver. */
export interface LockResult extends RuleReference {
  /** `open` and `duty` let through, `escalate` after countersignature, `closed` not. */
  readonly state: 'open' | 'duty' | 'escalate' | 'closed'
  /**
   * `not-attested` – nobody answered, so it holds; `holds`; `no-harm` – does not hold; `no-harm-unsettled` – said not to
   * hold, for a decision-maker to confirm; `no-motive` – said not to hold, without a motive; `absolute` – cannot be tested.
   */
  readonly harmTest:
    'not-attested' | 'holds' | 'no-harm' | 'no-harm-unsettled' | 'no-motive' | 'absolute'
  /** Facts of the disclosure whose answers could take the lock away. */
  readonly unanswered: readonly string[]
  /** The grounds, by their places in the request, that open it in this state. */
  readonly openedBy: readonly number[]
}

export interface BlockResult extends RuleReference {
  /** `deny` – nothing opens it; `escalate` – a decision-maker may let the part pass. */
  readonly effect: 'deny' | 'escalate'
  /** `blocked` whatever else is answered; `unanswered` until its question is. */
  readonly state: 'blocked' | 'unanswered'
  readonly unanswered: readonly string[]
  /** Why a decision-maker decides, if because the law is not settled. */
  readonly openQuestion: string | null
}

/** Why a part has its outcome towards a receiver, in one word each. */
export type ReasonCode =
  | 'internal'
  | 'motive-not-internal'
  | 'no-lock'
  | 'lock-closed'
  | 'lock-open'
  | 'duty'
  | 'disputed'
  | 'harm-test-unsettled'
  | 'blocked'
  | 'block-unanswered'
  | 'block-escalated'
  | 'rule-erred'

export interface PartDecision {
  readonly part: string
  readonly receiver: string
  readonly outcome: Outcome
  readonly reasons: readonly ReasonCode[]
  readonly locks: readonly LockResult[]
  readonly blocks: readonly BlockResult[]
  readonly grounds: readonly GroundResult[]
  /** The rules that made the outcome: gateways that opened, locks that stayed closed, blocks. */
  readonly rules: readonly RuleReference[]
}

export interface Obligation extends RuleReference {
  readonly code: ObligationCode
  /** Counted from the decision's `at`. */
  readonly deadline: Time | null
  /** The parts that it concerns. */
  readonly parts: readonly string[]
}

export interface Decision {
  readonly v: 1
  readonly policySet: Digest
  readonly at: Time
  /** The Swedish calendar day of `at`. */
  readonly day: Day
  readonly outcome: Outcome
  /** For each part and each of its readers but the sending function, which keeps what it has. */
  readonly parts: readonly PartDecision[]
  readonly obligations: readonly Obligation[]
  readonly documentation: readonly DocumentationCode[]
  /** The last day whose law the set's authors have read. A later `day` may be judged by older wording. */
  readonly lawReadUntil: Day
}
