import { isJsonObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { messageTypeInvalid } from './message-type-invalid.ts'

/** Refuses a keyword that is not among the allowed: what nobody reads would be believed to hold. */
export function verifyKeywords(schema: JsonObject, at: string, allowed: readonly string[]): void {
  for (const keyword of Object.keys(schema))
    if (!allowed.includes(keyword)) throw messageTypeInvalid(at, `unknown keyword ${keyword}`)
}

/** Refuses a schema without a Swedish title and an English one; a description must be in both languages or in none. */
export function verifyWords(schema: JsonObject, at: string): void {
  const english = schema['x-en']
  if (!isJsonObject(english)) throw messageTypeInvalid(at, 'no English words')
  verifyKeywords(english, at, ['title', 'description'])
  if (!isText(schema['title']) || !isText(english['title']))
    throw messageTypeInvalid(at, 'no title')
  const described = [schema['description'], english['description']].filter((it) => it !== undefined)
  if (described.length === 1 || !described.every(isText))
    throw messageTypeInvalid(at, 'description in one language only')
}

/** Whether a value is a text with something in it. */
export function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** Whether a value is one of a closed list of words. */
export function isOneOf<T extends string>(
  value: JsonValue | undefined,
  words: readonly T[],
): value is T {
  return (words as readonly (JsonValue | undefined)[]).includes(value)
}
