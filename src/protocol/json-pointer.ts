/**
 * JSON Pointers (RFC 6901) into documents of a message type, whose member names need no escape.
 *
 * @module
 */
import type { JsonObject, JsonValue } from './json.ts'

/** The value at a pointer, or undefined. */
export function valueAt(document: JsonObject, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document
  for (const token of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token))
      return undefined
    value = (value as JsonObject)[token]
  }
  return value
}

/** Puts a value at a pointer, with the objects and lists on the way; a list item that is skipped becomes `{}`. */
export function putValue(document: JsonObject, pointer: string, value: JsonValue): void {
  const tokens = pointer.split('/').slice(1)
  let at = document as Record<string, unknown>
  for (const [depth, token] of tokens.slice(0, -1).entries()) {
    if (Array.isArray(at)) while (at.length <= Number(token)) at.push({})
    at[token] ??= /^\d+$/.test(tokens[depth + 1]!) ? [] : {}
    at = at[token] as Record<string, unknown>
  }
  at[tokens.at(-1)!] = value
}
