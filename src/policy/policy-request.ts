import type { Time } from '../protocol/time.ts'
import type { Facts } from '../protocol/statements/facts.ts'
import type {
  BodyType,
  Category,
  Protection,
  Purpose,
  SubjectRole,
  Urgency,
} from '../protocol/vocabulary.ts'

/** The sending function and the kind of body that it belongs to. */
export interface PolicySender {
  readonly agency: string
  readonly function: string
  readonly bodyType: BodyType
}

/** A function that reads parts. */
export interface PolicyReceiver extends PolicySender {
  readonly servesFearedPerpetrator: boolean
}

export interface PolicySubject {
  readonly id: string
  readonly role: SubjectRole
  readonly protection: Protection
}

export interface PolicyPart {
  readonly id: string
  readonly subject: string
  readonly category: Category
  /** Function ids. Each is the sending function or one of `to`. */
  readonly readers: readonly string[]
}

/** A gateway rule invoked for one subject. The same rule may be invoked twice, as for consents to two agencies. */
export interface PolicyGround {
  readonly subject: string
  readonly rule: string
  readonly version: string
  readonly facts: Facts
  /** Whether a motive is sealed in the disclosure and committed to by the ground. */
  readonly motive: boolean
}

/** Whether a lock holds for one subject towards one receiver. Without such an answer it holds. */
export interface PolicyHarmTest {
  readonly lock: string
  readonly subject: string
  readonly receiver: string
  readonly holds: boolean
  readonly motive: boolean
}

/** Everything that a decision depends on, besides the policy set. Nothing here names or describes a person. */
export interface PolicyRequest {
  /** The moment of release, which chooses the wording of the law. */
  readonly at: Time
  readonly from: PolicySender
  /** Every reading function but the sending one; the sender's own decision function too if it reads. */
  readonly to: readonly PolicyReceiver[]
  readonly purpose: Purpose
  readonly urgency: Urgency
  readonly messageType: string
  /** Answers about the disclosure as a whole. */
  readonly facts: Facts
  readonly subjects: readonly PolicySubject[]
  readonly parts: readonly PolicyPart[]
  readonly grounds: readonly PolicyGround[]
  readonly harmTests: readonly PolicyHarmTest[]
}
