import definitions from '../../schemas/statements/definitions.json' with { type: 'json' }
import { isJsonObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'

/** Gives back an equal value whose objects have their members in the order of the schema. */
export type Order = (value: JsonValue) => JsonValue

const REFERENCE = 'definitions.json#/$defs/'

/**
 * Compiles the order of members that a schema's `properties` state, so that a payload has one text. Objects with free
 * member names (facts) keep their own order. Expects values that match the schema.
 */
export function compileOrder(schema: JsonObject): Order {
  const { properties, items } = resolve(schema)
  if (isJsonObject(properties)) return orderObject(properties)
  if (isJsonObject(items)) return orderArray(compileOrder(items))
  return (value) => value
}

function resolve(schema: JsonObject): JsonObject {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  const name = reference.slice(REFERENCE.length)
  return definitions.$defs[name as keyof typeof definitions.$defs]
}

function orderObject(properties: JsonObject): Order {
  const members = Object.entries(properties).map(([name, schema]) => ({
    name,
    order: compileOrder(schema as JsonObject),
  }))
  return (value) => {
    const source = value as JsonObject
    const ordered: Record<string, JsonValue> = {}
    for (const { name, order } of members)
      if (source[name] !== undefined) ordered[name] = order(source[name])
    return ordered
  }
}

function orderArray(order: Order): Order {
  return (value) => (value as readonly JsonValue[]).map(order)
}
