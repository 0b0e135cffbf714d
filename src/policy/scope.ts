/**
 * Whether a rule, or one of its reaches, conditions or disputes, concerns data that go from one body to another: by who sends
 * and receives them, whom they are about, what they are and what they are for. Asked for every rule, ground and part, so all
 * the limits of a rule are three bit sets.
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

/** The mark of everything about one subject, wherever it goes. */
export function markSubject(
  sender: BodyType,
  role: SubjectRole,
  protection: Protection,
  purpose: Purpose,
): Mark {
  return { from: SENDER[sender] | ROLE[role], to: PROTECTION[protection], what: PURPOSE[purpose] }
}

/** The mark of one part about a subject on its way to a receiver. */
export function markPart(
  subject: Mark,
  receiver: BodyType,
  servesFearedPerpetrator: boolean,
  category: Category,
): Mark {
  const clients = servesFearedPerpetrator ? CLIENTS.perpetrators : CLIENTS.others
  return {
    from: subject.from,
    to: subject.to | RECEIVER[receiver] | clients,
    what: subject.what | CATEGORY[category],
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

/** Whether what is marked lies within a scope in every respect. */
export function covers(scope: Mark, marked: Mark): boolean {
  return (
    (marked.from & ~scope.from) === 0 &&
    (marked.to & ~scope.to) === 0 &&
    (marked.what & ~scope.what) === 0
  )
}

const SENDERS = join(SENDER, BODY_TYPES)
const ROLES = join(ROLE, SUBJECT_ROLES)
const RECEIVERS = join(RECEIVER, BODY_TYPES)
const ALL_CATEGORIES = join(CATEGORY, CATEGORIES)
const ALL_PURPOSES = join(PURPOSE, PURPOSES)

/** A respect in which a gateway may not concern a part. */
export type Respect = 'sender' | 'receiver' | 'subject-role' | 'category' | 'purpose'

/** In what respects something lies outside a scope. */
export function findOutside(scope: Mark, marked: Mark): Respect[] {
  const from = marked.from & ~scope.from
  const to = marked.to & ~scope.to
  const what = marked.what & ~scope.what
  const outside: Respect[] = []
  if (from & SENDERS) outside.push('sender')
  if (to & RECEIVERS) outside.push('receiver')
  if (from & ROLES) outside.push('subject-role')
  if (what & ALL_CATEGORIES) outside.push('category')
  if (what & ALL_PURPOSES) outside.push('purpose')
  return outside
}
