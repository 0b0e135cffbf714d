/**
 * Whether a rule applies between these bodies, about a person in this role, to data of this category, for this purpose.
 * Asked for every ground and part, so the five lists of a rule are three bit sets.
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

/** Bit sets: of senders and roles, of receivers, of categories and purposes. */
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
const CATEGORY = bitsFrom(0, CATEGORIES)
const PURPOSE = bitsFrom(CATEGORIES.length, PURPOSES)

/** The mark of one way. */
export function markOf({ sender, receiver, role, category, purpose }: Way): Mark {
  return {
    from: SENDER[sender] | ROLE[role],
    to: RECEIVER[receiver],
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
  let from = 0
  let to = 0
  let what = 0
  for (const sender of senders) from |= SENDER[sender]
  for (const role of roles) from |= ROLE[role]
  for (const receiver of receivers) to |= RECEIVER[receiver]
  for (const category of categories) what |= CATEGORY[category]
  for (const purpose of purposes) what |= PURPOSE[purpose]
  return { from, to, what }
}

/** Whether a way lies within a scope in every respect. */
export function covers(scope: Mark, way: Mark): boolean {
  return (
    (way.from & ~scope.from) === 0 && (way.to & ~scope.to) === 0 && (way.what & ~scope.what) === 0
  )
}
