/**
 * What a message type asks for, given what is answered so far: its conditions are worked out, so that what is left has none. A form
 * shows exactly this, and what it does not ask for is not sent.
 *
 * @module
 */
import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import { fits } from './condition.ts'

/** The schema without conditions, as it stands for this document. */
export function effectiveSchema(schema: JsonObject, document: JsonValue | undefined): JsonObject {
  const { allOf = [], ...rest } = schema
  const overlays = (allOf as readonly JsonObject[]).flatMap(({ if: when, then, else: other }) => {
    const branch = fits(when!, document ?? {}) ? then : other
    return isJsonObject(branch) ? [branch] : []
  })
  const merged = overlays.reduce(overlay, rest)
  const { properties, items } = merged
  if (isJsonObject(properties))
    return { ...merged, properties: effectiveMembers(properties, document) }
  // Items may differ, so each is asked for by itself: `effectiveItem`.
  return items === undefined ? merged : { ...merged, items }
}

/** What is asked for in one item of a list. */
export function effectiveItem(list: JsonObject, item: JsonValue | undefined): JsonObject {
  return effectiveSchema(list['items'] as JsonObject, item)
}

function effectiveMembers(properties: JsonObject, document: JsonValue | undefined): JsonObject {
  const values = isJsonObject(document) ? document : {}
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, inner]) => inner !== false)
      .map(([name, inner]) => [name, effectiveSchema(inner as JsonObject, values[name])]),
  )
}

/** Lays one assertion over a schema: more is required, a member is forbidden, an answer is the only one. */
function overlay(schema: JsonObject, assertion: JsonObject): JsonObject {
  const { properties = {}, required = [], const: one, enum: several } = assertion
  const own = (schema['properties'] ?? {}) as JsonObject
  const members = Object.entries(properties as JsonObject).map(([name, inner]) => [
    name,
    inner === false || own[name] === false
      ? false
      : overlay(own[name] as JsonObject, inner as JsonObject),
  ])
  const answers = one === undefined ? several : [one]
  return {
    ...schema,
    ...(schema['properties'] !== undefined && {
      properties: { ...own, ...Object.fromEntries(members) },
      required: [
        ...new Set([...((schema['required'] ?? []) as string[]), ...(required as string[])]),
      ],
    }),
    ...(answers !== undefined && {
      enum: ((schema['enum'] ?? answers) as JsonValue[]).filter((it) =>
        (answers as JsonValue[]).includes(it),
      ),
    }),
  }
}

/** The names of the sections that every document of the type has, given what is answered so far. */
export function requiredSections(effective: JsonObject): readonly string[] {
  return (effective['required'] ?? []) as string[]
}

/**
 * The document that is sent: without the sections that nobody chose, without what the answers have made beside the point, and without
 * what was left empty.
 */
export function prunedDocument(
  schema: JsonObject,
  document: JsonObject,
  chosen: readonly string[],
): JsonObject {
  let current = document
  // An answer that goes may take others with it; a document has few levels, so this ends soon.
  for (;;) {
    const effective = effectiveSchema(schema, current)
    const on = new Set([...requiredSections(effective), ...chosen])
    const sections = Object.entries(current).filter(([name]) => on.has(name))
    const next = (prune(effective, Object.fromEntries(sections)) ?? {}) as JsonObject
    if (JSON.stringify(next) === JSON.stringify(current)) return next
    current = next
  }
}

function prune(schema: JsonObject, value: JsonValue): JsonValue | undefined {
  if (isJsonObject(value)) return pruneObject(schema, value)
  if (Array.isArray(value)) return pruneList(schema, value)
  return value === '' || value === null ? undefined : value
}

function pruneObject({ properties = {} }: JsonObject, value: JsonObject): JsonObject | undefined {
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const known = (properties as JsonObject)[name]
    const left = isJsonObject(known) ? prune(known, inner) : undefined
    return left === undefined ? [] : [[name, left] as const]
  })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

function pruneList(list: JsonObject, value: readonly JsonValue[]): JsonValue | undefined {
  const { items } = list
  const isOfObjects = isJsonObject(items) && items['properties'] !== undefined
  const kept = value.flatMap((item) => {
    const left = isOfObjects ? prune(effectiveItem(list, item), item) : prune({}, item)
    // An item keeps its place while it is being written: it may be a person.
    return left === undefined ? (isOfObjects ? [{}] : []) : [left]
  })
  return kept.length === 0 ? undefined : kept
}
