/**
 * A situation in the few words that a decision table needs, and the request that it makes.
 *
 * @module
 */
import type { Facts } from '../../protocol/statements/facts.ts'
import type {
  BodyType,
  Category,
  Protection,
  Purpose,
  SubjectRole,
} from '../../protocol/vocabulary.ts'
import type { PolicyRequest } from '../policy-request.ts'

/** Who sends what about whom to whom, and what is stated. The agency of receiver `r1` is `agency-r1`. */
export interface Situation {
  /** A day, taken at noon, or a moment. */
  readonly date: string
  readonly from: BodyType
  readonly to: Readonly<Record<string, SituationReceiver>>
  readonly purpose: Purpose
  readonly facts?: Facts
  readonly subjects: Readonly<Record<string, SituationSubject>>
  readonly parts: Readonly<Record<string, SituationPart>>
  readonly grounds?: Readonly<Record<string, SituationGround>>
  readonly harmTests?: Readonly<Record<string, SituationHarmTest>>
}

export interface SituationReceiver {
  readonly bodyType: BodyType
  readonly servesFearedPerpetrator?: boolean
  /** True: another function of the sending agency. */
  readonly internal?: boolean
}

export interface SituationSubject {
  readonly role: SubjectRole
  readonly protection?: Protection
}

export interface SituationPart {
  readonly about: string
  readonly category: Category
  /** Absent: to every receiver. */
  readonly to?: readonly string[]
}

export interface SituationGround {
  readonly about: string
  readonly rule: string
  readonly version: string
  readonly motive?: boolean
  readonly facts: Facts
}

export interface SituationHarmTest {
  readonly lock: string
  readonly about: string
  readonly to: string
  readonly holds: boolean
  readonly motive?: boolean
}

/** The request that a situation makes. */
export function requestOf(situation: Situation): PolicyRequest {
  const receivers = Object.keys(situation.to)
  const agencyOf = (receiver: string): string =>
    situation.to[receiver]?.internal ? 'sender' : `agency-${receiver}`
  const functionOf = (receiver: string): string => `${agencyOf(receiver)}/${receiver}`
  return {
    at: situation.date.includes('T') ? situation.date : `${situation.date}T12:00:00.000Z`,
    from: { agency: 'sender', function: 'sender/unit', bodyType: situation.from },
    to: Object.entries(situation.to).map(([id, { bodyType, servesFearedPerpetrator = false }]) => ({
      agency: agencyOf(id),
      function: functionOf(id),
      bodyType,
      servesFearedPerpetrator,
    })),
    purpose: situation.purpose,
    urgency: 'normal',
    messageType: 'risk-assessment',
    facts: situation.facts ?? {},
    subjects: Object.entries(situation.subjects).map(([id, { role, protection = 'none' }]) => ({
      id,
      role,
      protection,
    })),
    parts: Object.entries(situation.parts).map(([id, { about, category, to = receivers }]) => ({
      id,
      subject: about,
      category,
      readers: ['sender/unit', ...to.map(functionOf)],
    })),
    grounds: Object.values(situation.grounds ?? {}).map(({ about, motive = false, ...ground }) => ({
      subject: about,
      motive,
      ...ground,
    })),
    harmTests: Object.values(situation.harmTests ?? {}).map(
      ({ lock, about, to, holds, motive = false }) => ({
        lock,
        subject: about,
        receiver: functionOf(to),
        holds,
        motive,
      }),
    ),
  }
}
