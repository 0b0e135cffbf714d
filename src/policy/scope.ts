/**
 * Whether a rule, or one way in which it applies, concerns data that go from one body to another: by who sends and receives
 * them, whom they are about, what they are and what they are for. Asked for every rule, ground and part, so all the limits of
 * a rule are three bit sets.
 *
 * @module
 */
import {
  BODY_TYPES,
  CATEGORIES,
  PROTECTIONS,
  PURPOSES,
  SUBJECT_ROLES,
} from '../protocol/vocabulary.ts'
import type {
  BodyType,
  Category,
  Protection,
  Purpose,
  SubjectRole,
} from '../protocol/vocabulary.ts'

/** From whom, to whom, about whom, what and what for. */
export interface Way {
  readonly sender: BodyType
  readonly receiver: BodyType
  readonly servesFearedPerpetrator: boolean
  readonly role: SubjectRole
  readonly protection: Protection
  readonly category: Category
  readonly purpose: Purpose
}

/** What limits a rule; a list that is absent does not. */
export interface Limits {
  readonly senders?: readonly BodyType[]
  readonly receivers?: readonly BodyType[]
  readonly subjectRoles?: readonly SubjectRole[]
  readonly protections?: readonly Protection[]
  readonly categories?: readonly Category[]
  readonly purposes?: readonly Purpose[]
  readonly towardsPerpetratorFunction?: true
}

/** Bit sets: of senders and roles, of receivers, their clients and protections, of categories and purposes. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly what: number
}

/** One bit for each word, the first at some place; throws TypeError where a bit set has no room. */
function bitsFrom<Word extends string>(
  place: number,
  words: readonly Word[],
): Readonly<Record<Word, number>> {
  if (place + words.length > 31) throw new TypeError('more words than a bit set has room for')
  const bits = words.map((word, i) => [word, 1 << (place + i)])
  return Object.fromEntries(bits) as Readonly<Record<Word, number>>
}

const SENDER = bitsFrom(0, BODY_TYPES)
const ROLE = bitsFrom(BODY_TYPES.length, SUBJECT_ROLES)
const RECEIVER = bitsFrom(0, BODY_TYPES)
const PROTECTION = bitsFrom(BODY_TYPES.length, PROTECTIONS)
const CLIENTS = bitsFrom(BODY_TYPES.length + PROTECTIONS.length, ['perpetrators', 'others'])
const CATEGORY = bitsFrom(0, CATEGORIES)
const PURPOSE = bitsFrom(CATEGORIES.length, PURPOSES)

/** The mark of one way. */
export function markOf(way: Way): Mark {
  const clients = way.servesFearedPerpetrator ? CLIENTS.perpetrators : CLIENTS.others
  return {
    from: SENDER[way.sender] | ROLE[way.role],
    to: RECEIVER[way.receiver] | PROTECTION[way.protection] | clients,
    what: CATEGORY[way.category] | PURPOSE[way.purpose],
  }
}

/** The mark of every way within some limits. */
export function scopeOf(limits: Limits): Mark {
  const { senders, receivers, subjectRoles, protections, categories, purposes } = limits
  const clients = CLIENTS.perpetrators | (limits.towardsPerpetratorFunction ? 0 : CLIENTS.others)
  return {
    from: join(SENDER, senders ?? BODY_TYPES) | join(ROLE, subjectRoles ?? SUBJECT_ROLES),
    to:
      join(RECEIVER, receivers ?? BODY_TYPES) |
      join(PROTECTION, protections ?? PROTECTIONS) |
      clients,
    what: join(CATEGORY, categories ?? CATEGORIES) | join(PURPOSE, purposes ?? PURPOSES),
  }
}

function join<Word extends string>(
  bits: Readonly<Record<Word, number>>,
  words: readonly Word[],
): number {
  return words.reduce((sum, word) => sum | bits[word], 0)
}

/** Whether a way lies within a scope in every respect. */
export function covers(scope: Mark, way: Mark): boolean {
  return (
    (way.from & ~scope.from) === 0 && (way.to & ~scope.to) === 0 && (way.what & ~scope.what) === 0
  )
}
