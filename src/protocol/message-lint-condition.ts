import { isJsonObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { verifyKeywords } from './message-lint-words.ts'
import { messageTypeInvalid } from './message-type-invalid.ts'

const BRANCHES = ['if', 'then', 'else']
const ASSERTIONS = ['properties', 'required', 'anyOf', 'enum', 'const', 'type', 'items', 'contains']

/**
 * Checks one `{if, then, else}` of a section: it speaks only of members that the section declares, so that a misspelt
 * name cannot make a mandatory field voluntary. Throws `message-type-invalid`.
 */
export function lintCondition(condition: JsonValue, section: JsonObject, at: string): void {
  if (!isJsonObject(condition) || condition['if'] === undefined)
    throw messageTypeInvalid(at, 'bad condition')
  verifyKeywords(condition, at, BRANCHES)
  for (const branch of Object.values(condition)) lintAssertion(branch, section, at)
}

function lintAssertion(assertion: JsonValue, about: JsonObject, at: string): void {
  // `false` forbids a member.
  if (assertion === false) return
  if (!isJsonObject(assertion)) throw messageTypeInvalid(at, 'bad condition')
  verifyKeywords(assertion, at, ASSERTIONS)
  const { properties = {}, required = [], anyOf = [], items, contains } = assertion
  const declared = isJsonObject(about['properties']) ? about['properties'] : {}
  if (!isJsonObject(properties) || !Array.isArray(required) || !Array.isArray(anyOf))
    throw messageTypeInvalid(at, 'bad condition')
  for (const name of [...Object.keys(properties), ...(required as readonly JsonValue[])])
    if (typeof name !== 'string' || !Object.hasOwn(declared, name))
      throw messageTypeInvalid(at, 'condition on an undeclared member')
  for (const [name, inner] of Object.entries(properties))
    lintAssertion(inner, declared[name] as JsonObject, at)
  for (const inner of anyOf as readonly JsonValue[]) lintAssertion(inner, about, at)
  verifyAnswers(assertion, about, at)
  for (const inner of [items, contains])
    if (inner !== undefined) lintAssertion(inner, about['items'] as JsonObject, at)
}

/** A condition on an answer that the field does not offer would never hold. */
function verifyAnswers(assertion: JsonObject, about: JsonObject, at: string): void {
  const { const: one, enum: several = [] } = assertion
  const named = [...(several as readonly JsonValue[]), ...(one === undefined ? [] : [one])]
  const offered = about['enum']
  if (named.length > 0 && !named.every((it) => Array.isArray(offered) && offered.includes(it)))
    throw messageTypeInvalid(at, 'condition on an answer that is not offered')
}
