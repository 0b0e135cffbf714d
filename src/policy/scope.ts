/**
 * Whether a rule applies between these bodies, about a person in this role, to data of this category, for this purpose.
 * Asked for every ground and part, so the five lists of a rule are one pair of bit sets.
 *
 * @module
 */
import { BODY_TYPES, CATEGORIES, PURPOSES, SUBJECT_ROLES } from '../protocol/vocabulary.ts'
import type { BodyType, Category, Purpose, SubjectRole } from '../protocol/vocabulary.ts'

/** From whom, to whom, about whom, what and what for. */
export interface Way {
  readonly sender: BodyType
  readonly receiver: BodyType
  readonly role: SubjectRole
  readonly category: Category
  readonly purpose: Purpose
}

/** Bit sets: of bodies and roles, of categories and purposes. */
export interface Mark {
  readonly who: number
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
const RECEIVER = bitsFrom(BODY_TYPES.length, BODY_TYPES)
const ROLE = bitsFrom(2 * BODY_TYPES.length, SUBJECT_ROLES)
const CATEGORY = bitsFrom(0, CATEGORIES)
const PURPOSE = bitsFrom(CATEGORIES.length, PURPOSES)

/** The mark of one way. */
export function markOf({ sender, receiver, role, category, purpose }: Way): Mark {
  return {
    who: SENDER[sender] | RECEIVER[receiver] | ROLE[role],
    what: CATEGORY[category] | PURPOSE[purpose],
  }
}

/** The mark of all ways between any of some words. */
export function scopeOf(
  senders: Iterable<BodyType>,
  receivers: Iterable<BodyType>,
  roles: Iterable<SubjectRole>,
  categories: Iterable<Category>,
  purposes: Iterable<Purpose>,
): Mark {
  let who = 0
  let what = 0
  for (const sender of senders) who |= SENDER[sender]
  for (const receiver of receivers) who |= RECEIVER[receiver]
  for (const role of roles) who |= ROLE[role]
  for (const category of categories) what |= CATEGORY[category]
  for (const purpose of purposes) what |= PURPOSE[purpose]
  return { who, what }
}

/** Whether a way lies within a scope in every respect. */
export function covers(scope: Mark, way: Mark): boolean {
  return (way.who & ~scope.who) === 0 && (way.what & ~scope.what) === 0
}
