import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'

/**
 * Whether a value fits one assertion of a message type's conditions. Only the keywords that the lint of message types allows there
 * (`message-lint-condition.ts`), as JSON Schema 2020-12 means them: small enough for a page, which has no validator.
 */
export function fits(assertion: JsonValue, value: JsonValue | undefined): boolean {
  if (value === undefined) return true
  if (typeof assertion === 'boolean') return assertion
  const { const: one, enum: several, anyOf, type } = assertion as JsonObject
  if (one !== undefined && value !== one) return false
  if (isList(several) && !several.includes(value)) return false
  if (isList(anyOf) && !anyOf.some((inner) => fits(inner, value))) return false
  if (type === 'array' && !isList(value)) return false
  return fitsMembers(assertion as JsonObject, value) && fitsItems(assertion as JsonObject, value)
}

function fitsMembers({ properties = {}, required = [] }: JsonObject, value: JsonValue): boolean {
  if (!isJsonObject(value)) return true
  return (
    (required as readonly string[]).every((name) => value[name] !== undefined) &&
    Object.entries(properties as JsonObject).every(([name, inner]) => fits(inner, value[name]))
  )
}

function fitsItems({ items, contains }: JsonObject, value: JsonValue): boolean {
  if (!isList(value)) return true
  return (
    (items === undefined || value.every((item) => fits(items, item))) &&
    (contains === undefined || value.some((item) => fits(contains, item)))
  )
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] & JsonValue[] {
  return Array.isArray(value)
}
