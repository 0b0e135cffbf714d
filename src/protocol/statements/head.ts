import type { CaseReference } from '../case-reference.ts'
import type { Commitment } from '../commitment.ts'
import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { CaseType, Protection, Purpose, SubjectRole, Urgency } from '../vocabulary.ts'
import type { Facts } from './facts.ts'

/** The member who discloses, in which function and under which credential. */
export interface Sender {
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly kid: string
  readonly credential: Digest
}

/** A person that parts are about. */
export interface Subject {
  readonly id: string
  readonly role: SubjectRole
  readonly protection: Protection
}

/** The sealed part that holds a motive, and the commitment that the part also carries in the manifest. */
export interface MotiveReference {
  readonly part: string
  readonly commitment: Commitment
}

/** A gateway rule invoked for one subject, with the facts that its conditions need. */
export interface Ground {
  readonly subject: string
  /** Id of the rule without version, as `osl-10-18c`. */
  readonly rule: string
  /** The day from which the invoked wording is in force, as `2025-04-01`. */
  readonly version: string
  readonly facts: Facts
  readonly motive?: MotiveReference
}

/** Whether a lock holds for one subject towards one receiver, as assessed by the sender. */
export interface HarmTest {
  readonly lock: string
  readonly subject: string
  readonly receiver: string
  readonly holds: boolean
  readonly motive?: MotiveReference
}

/** What a detector of the free-text guard found before sealing. */
export interface GuardHit {
  readonly detector: string
  readonly count: number
}

/** The sender's statement about the free-text guard. The reader's client runs it again. */
export interface GuardStatement {
  readonly version: string
  readonly hits: readonly GuardHit[]
  /** Always empty: a `guard-release` is over the manifest, which cannot name it. */
  readonly overrides: readonly Digest[]
  /** Why the author lets the hits stay; its part is about a person whose protection makes them wait. */
  readonly motive?: MotiveReference
}

/**
 * Who discloses what to whom, about whom and on which grounds. Its digest is bound into every part and keyring, so
 * that nobody can sign somebody else's parts again.
 */
export interface Head {
  readonly v: 1
  readonly id: Uuid
  readonly type: string
  readonly typeVersion: number
  readonly case: CaseReference
  readonly caseType: CaseType
  readonly from: Sender
  readonly to: readonly string[]
  readonly decisionFunction?: string
  readonly createdAt: Time
  readonly urgency: Urgency
  readonly purpose: Purpose
  readonly facts: Facts
  readonly subjects: readonly Subject[]
  readonly grounds: readonly Ground[]
  readonly harmTests: readonly HarmTest[]
  readonly guard: GuardStatement
  readonly policySet: Digest
  readonly inReplyTo?: Uuid
  readonly corrects?: Uuid
  readonly supersedes?: Uuid
  readonly respondBy?: Time
}
