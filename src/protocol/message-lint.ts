/**
 * What a JSON Schema must be to be a message type.
 *
 * The annotations decide what is sealed to whom, so a schema with a field that lacks one, or with a keyword that nobody
 * reads, is refused as a whole when it is loaded. It speaks a small part of JSON Schema 2020-12: objects of sections, lists
 * of objects, and leaves; conditions on top.
 *
 * @module
 */
import { isJsonObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import type { Leaf, List } from './leaf.ts'
import { lintCondition } from './message-lint-condition.ts'
import { lintLeaf } from './message-lint-leaf.ts'
import { isOneOf, verifyKeywords, verifyWords } from './message-lint-words.ts'
import { messageTypeInvalid } from './message-type-invalid.ts'
import { SUBJECT_ROLES } from './vocabulary.ts'

/** The fields and lists of a message type, by template, in the order of the schema. */
export interface MessageFields {
  readonly leaves: ReadonlyMap<string, Leaf>
  readonly lists: ReadonlyMap<string, List>
}

// No underscore, slash or tilde: a member name is a JSON Pointer token as it is, and never `__proto__`.
const MEMBER = /^[a-z][A-Za-z0-9]{0,39}$/
const SECTION = ['type', 'properties', 'required', 'minProperties', 'additionalProperties', 'allOf']
const WORDS = ['title', 'description', 'x-en']
const ROOT = ['$schema', '$id', 'x-message']
const LIST = ['type', 'x-each', 'minItems', 'maxItems', 'items']

/** Reads the fields out of a schema; throws `message-type-invalid` at the first fault. */
export function lintFields(schema: JsonObject): MessageFields {
  const fields = { leaves: new Map<string, Leaf>(), lists: new Map<string, List>() }
  verifyKeywords(schema, '', [...WORDS, ...ROOT, ...SECTION])
  lintSection(schema, '', undefined, fields)
  verifyRoles(fields)
  verifyOrders(fields)
  return fields
}

interface Collected {
  readonly leaves: Map<string, Leaf>
  readonly lists: Map<string, List>
}

function lintSection(
  schema: JsonObject,
  at: string,
  list: List | undefined,
  fields: Collected,
): void {
  verifyWords(schema, at)
  if (schema['type'] !== 'object') throw messageTypeInvalid(at, 'no object')
  if (schema['additionalProperties'] !== false)
    throw messageTypeInvalid(at, 'unknown members allowed')
  const properties = schema['properties']
  if (!isJsonObject(properties) || Object.keys(properties).length === 0)
    throw messageTypeInvalid(at, 'no properties')
  verifyNeverEmpty(schema, properties, at)
  for (const [name, property] of Object.entries(properties)) {
    if (!MEMBER.test(name) || !isJsonObject(property)) throw messageTypeInvalid(at, 'bad property')
    lintProperty(property, `${at}/${name}`, list, fields)
  }
  const conditions = schema['allOf'] ?? []
  if (!Array.isArray(conditions)) throw messageTypeInvalid(at, 'bad conditions')
  for (const condition of conditions as readonly JsonValue[]) lintCondition(condition, schema, at)
}

/** A section without content would vanish when the document is split, and so not come back when it is joined. */
function verifyNeverEmpty(schema: JsonObject, properties: JsonObject, at: string): void {
  const required = schema['required'] ?? []
  const isList =
    Array.isArray(required) && required.every((name) => Object.hasOwn(properties, name))
  if (!isList) throw messageTypeInvalid(at, 'bad required')
  const least = schema['minProperties'] ?? 0
  if (required.length === 0 && !(typeof least === 'number' && least >= 1))
    throw messageTypeInvalid(at, 'may be empty')
}

function lintProperty(
  schema: JsonObject,
  at: string,
  list: List | undefined,
  fields: Collected,
): void {
  if (Object.hasOwn(schema, 'x-category')) {
    fields.leaves.set(at, lintLeaf(schema, at, list))
  } else if (schema['type'] === 'array') {
    lintList(schema, at, list, fields)
  } else {
    verifyKeywords(schema, at, [...WORDS, ...SECTION])
    lintSection(schema, at, list, fields)
  }
}

function lintList(
  schema: JsonObject,
  at: string,
  outer: List | undefined,
  fields: Collected,
): void {
  verifyKeywords(schema, at, [...WORDS, ...LIST])
  verifyWords(schema, at)
  if (outer !== undefined) throw messageTypeInvalid(at, 'a list in a list')
  const { minItems, maxItems, items, 'x-each': each } = schema
  if (typeof minItems !== 'number' || minItems < 1) throw messageTypeInvalid(at, 'may be empty')
  if (typeof maxItems !== 'number' || maxItems > 99) throw messageTypeInvalid(at, 'unbounded list')
  if (each !== undefined && !isOneOf(each, SUBJECT_ROLES))
    throw messageTypeInvalid(at, 'unknown role')
  if (!isJsonObject(items)) throw messageTypeInvalid(at, 'no items')
  const list = { pointer: at, each, maxItems }
  fields.lists.set(at, list)
  verifyKeywords(items, `${at}/#`, [...WORDS, ...SECTION])
  lintSection(items, `${at}/#`, list, fields)
}

/** In one type a role is either one person or a list of persons, so that every leaf is about exactly one. */
function verifyRoles({ leaves, lists }: Collected): void {
  const listed = new Set(Array.from(lists.values(), (list) => list.each))
  for (const leaf of leaves.values())
    if (!leaf.isAboutItem && listed.has(leaf.subject))
      throw messageTypeInvalid(leaf.template, 'about a role that is listed elsewhere')
}

/** A day is compared with a day. */
function verifyOrders({ leaves }: Collected): void {
  for (const { notBefore, template } of leaves.values())
    if (notBefore !== undefined && leaves.get(notBefore)?.schema['format'] !== 'date')
      throw messageTypeInvalid(template, 'not a day to compare with')
}
