import { isJsonObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import type { Leaf, List } from './leaf.ts'
import { isOneOf, isText, verifyKeywords, verifyWords } from './message-lint-words.ts'
import { messageTypeInvalid } from './message-type-invalid.ts'
import { NEVER_TO } from './never-to.ts'
import type { NeverTo } from './never-to.ts'
import { hasRepetition } from './repetition.ts'
import { CATEGORIES, SUBJECT_ROLES } from './vocabulary.ts'
import type { Category } from './vocabulary.ts'

const ANNOTATED = [
  'title',
  'description',
  'x-en',
  'x-category',
  'x-subject',
  'x-free-text',
  'x-holds',
  'x-never',
  'x-not-before',
  'x-not-past',
  'x-same-as',
  'x-labels',
]
const TEXT = ['type', 'enum', 'format', 'pattern', 'minLength', 'maxLength']
const INTEGER = ['type', 'minimum', 'maximum']
const ARRAY = ['type', 'items', 'minItems', 'maxItems', 'uniqueItems']
const FORMATS: readonly JsonValue[] = ['date', 'date-time']

/**
 * What a document may say of staff: who they are, how and where they are reached, and how the message is handled. Only locks
 * on places lie on data about a `professional`, so whatever else is said of one is said of a `third-person`.
 */
const OF_STAFF: readonly Category[] = [
  'identity',
  'contact',
  'location',
  'whereabouts',
  'daily-places',
  'metadata',
]

/** The answers are ASCII, so that the length of an answer in bytes is its length in characters (part-content.ts). */
const ANSWER = /^[a-z0-9][a-z0-9-]{0,39}$/

/** Reads one field; throws `message-type-invalid` unless it is fully annotated and its values are bounded. */
export function lintLeaf(schema: JsonObject, at: string, list: List | undefined): Leaf {
  verifyWords(schema, at)
  const { 'x-category': category, 'x-subject': subject, 'x-never': never } = schema
  if (!isOneOf(category, CATEGORIES) || category === 'motive')
    throw messageTypeInvalid(at, 'unknown category')
  if (!isOneOf(subject, SUBJECT_ROLES)) throw messageTypeInvalid(at, 'unknown subject')
  if (subject === 'professional' && !OF_STAFF.includes(category))
    throw messageTypeInvalid(at, 'more than contact data about staff')
  if (!isNeverTo(never)) throw messageTypeInvalid(at, 'bad never-to list')
  lintValues(schema, at)
  const isFreeText = schema['x-free-text'] ?? false
  if (typeof isFreeText !== 'boolean' || (isFreeText && answersOf(schema) !== undefined))
    throw messageTypeInvalid(at, 'bad free-text mark')
  return {
    template: at,
    category,
    subject,
    list: list?.pointer,
    isAboutItem: list?.each === subject,
    isFreeText,
    holds: lintHolds(schema, at),
    never,
    notBefore: lintNotBefore(schema, at),
    isNotPast: lintNotPast(schema, at),
    sameAs: lintSameAs(schema, at),
    schema,
  }
}

/** What the field is there to hold, by the names of the guard's detectors. */
function lintHolds(schema: JsonObject, at: string): readonly string[] {
  const { 'x-holds': holds = [], type } = schema
  const isListed = Array.isArray(holds) && holds.every((name) => isDetectorName(name))
  if (!isListed || (holds.length > 0 && (type !== 'string' || answersOf(schema) !== undefined)))
    throw messageTypeInvalid(at, 'bad list of what it holds')
  return holds as readonly string[]
}

function isDetectorName(value: JsonValue): value is string {
  return typeof value === 'string' && /^[a-z0-9-]{1,40}$/.test(value)
}

/** The template of the sibling that a day may not precede. That it is a day as well is seen once all fields are known. */
function lintNotBefore(schema: JsonObject, at: string): string | undefined {
  const sibling = schema['x-not-before']
  if (sibling === undefined) return undefined
  if (schema['format'] !== 'date' || !isText(sibling)) throw messageTypeInvalid(at, 'bad order')
  return `${at.slice(0, at.lastIndexOf('/'))}/${sibling}`
}

function lintNotPast(schema: JsonObject, at: string): boolean {
  const isNotPast = schema['x-not-past'] ?? false
  if (typeof isNotPast !== 'boolean' || (isNotPast && schema['format'] !== 'date'))
    throw messageTypeInvalid(at, 'not a day that may be past')
  return isNotPast
}

/** In a list it would be unclear which item of the other message is meant. */
function lintSameAs(schema: JsonObject, at: string): string | undefined {
  const pointer = schema['x-same-as']
  if (pointer === undefined) return undefined
  if (!isText(pointer) || !/^(?:\/[a-z][A-Za-z0-9]{0,39})+$/.test(pointer) || at.includes('#'))
    throw messageTypeInvalid(at, 'bad field of another message')
  return pointer
}

/** The closed answers of a field, of one or of several choices; undefined if it has none. */
export function answersOf(schema: JsonObject): readonly string[] | undefined {
  const { items } = schema
  return (isJsonObject(items) ? items['enum'] : schema['enum']) as readonly string[] | undefined
}

function lintValues(schema: JsonObject, at: string): void {
  if (schema['type'] === 'array') {
    const { items, minItems, maxItems, uniqueItems } = schema
    verifyKeywords(schema, at, [...ANNOTATED, ...ARRAY])
    if (!isJsonObject(items)) throw messageTypeInvalid(at, 'no items')
    lintScalar(items, at, [])
    if (typeof minItems !== 'number' || minItems < 1) throw messageTypeInvalid(at, 'may be empty')
    if (uniqueItems !== true) throw messageTypeInvalid(at, 'values may repeat')
    if (items['enum'] === undefined && typeof maxItems !== 'number')
      throw messageTypeInvalid(at, 'unbounded list')
  } else {
    lintScalar(schema, at, ANNOTATED)
  }
  verifyLabels(schema, at)
}

function lintScalar(schema: JsonObject, at: string, annotations: readonly string[]): void {
  const { type, minimum, maximum, format, maxLength } = schema
  if (type === 'integer') {
    verifyKeywords(schema, at, [...annotations, ...INTEGER])
    if (typeof minimum !== 'number' || typeof maximum !== 'number')
      throw messageTypeInvalid(at, 'unbounded integer')
  } else if (type === 'string') {
    verifyKeywords(schema, at, [...annotations, ...TEXT])
    if (format !== undefined && !FORMATS.includes(format))
      throw messageTypeInvalid(at, 'unknown format')
    if (schema['enum'] === undefined && format === undefined && typeof maxLength !== 'number')
      throw messageTypeInvalid(at, 'unbounded text')
  } else {
    // A yes-or-no question is an enum as well, so that `unknown` can be an answer.
    throw messageTypeInvalid(at, 'neither text nor integer')
  }
}

/** Every answer has its words in both languages, and nothing else has. */
function verifyLabels(schema: JsonObject, at: string): void {
  const answers = answersOf(schema) ?? []
  const labels = schema['x-labels'] ?? {}
  if (!Array.isArray(answers) || !answers.every((it) => typeof it === 'string' && ANSWER.test(it)))
    throw messageTypeInvalid(at, 'bad answers')
  if (!isJsonObject(labels)) throw messageTypeInvalid(at, 'bad labels')
  verifyKeywords(labels, at, answers)
  for (const answer of answers) {
    const label = labels[answer]
    if (!isJsonObject(label) || !isText(label['sv']) || !isText(label['en']))
      throw messageTypeInvalid(at, 'an answer without words in both languages')
    verifyKeywords(label, at, ['sv', 'en'])
  }
}

function isNeverTo(value: JsonValue | undefined): value is readonly NeverTo[] {
  return Array.isArray(value) && value.every((it) => isOneOf(it, NEVER_TO)) && !hasRepetition(value)
}
