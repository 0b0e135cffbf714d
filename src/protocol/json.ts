/**
 * Strict JSON (RFC 8259, within the limits of I-JSON, RFC 7493).
 *
 * The platform's parser checks the grammar, but it lets the last of two members with the same name win, rounds numbers
 * and lets lone surrogates through: two readers may then see two documents in the same signed bytes. What it lets through
 * is refused here, at a cost per token rather than per character, because every request passes this way.
 *
 * @module
 */
import { parseUtf8 } from './bytes.ts'
import { ProtocolError } from './errors.ts'

/** Any value that strict JSON can carry. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
/** A JSON object; no member is named `__proto__`. */
export interface JsonObject {
  readonly [member: string]: JsonValue
}

/** Deeper nesting than any of our documents has; bounds the recursion of whoever walks the value. */
const MAX_DEPTH = 32

/** Whether a JSON value is an object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Parses UTF-8 JSON. Throws `json-invalid` on wrong UTF-8, a byte order mark, wrong grammar or trailing text;
 * `json-duplicate-member`; `json-number-refused` on a number that is not a safe integer in its shortest form;
 * `json-surrogate-refused` on text that UTF-8 cannot carry; `json-member-refused` on `__proto__`; `json-too-deep` below 32
 * levels.
 */
export function parseJson(bytes: Uint8Array): JsonValue {
  let text: string
  let value: JsonValue
  try {
    text = parseUtf8(bytes)
    value = JSON.parse(text) as JsonValue
  } catch {
    // The cause is left out: the platform's message quotes the input.
    throw new ProtocolError('json-invalid', 'not JSON')
  }
  // A repeated member is written twice but held once, so the two counts agree only when no name is repeated.
  if (countWrittenMembers(text) !== countMembers(value, 0))
    throw new ProtocolError('json-duplicate-member', 'an object repeats a member')
  return value
}

/** Counts the colons outside strings of grammatical JSON; refuses numbers written with a fraction or an exponent. */
function countWrittenMembers(text: string): number {
  let members = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22 /* " */) i = endOfString(text, i)
    else if (code === 0x3a /* : */) members++
    else if (isNumberMark(code, text.charCodeAt(i - 1))) throw numberRefused()
  }
  return members
}

/** The index of the quotation mark that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(index - 1 - backslashes) === 0x5c /* \ */) backslashes++
  return backslashes % 2 === 1
}

/** `.`, `E`, or an `e` after a digit: outside strings only a fraction or an exponent has these. */
function isNumberMark(code: number, before: number): boolean {
  if (code === 0x65 /* e */) return before >= 0x30 && before <= 0x39
  return code === 0x2e /* . */ || code === 0x45 /* E */
}

/** Counts the members that a parsed value holds, and refuses what the grammar alone does not. */
function countMembers(value: JsonValue, depth: number): number {
  if (typeof value === 'string') verifyText(value)
  else if (typeof value === 'number') verifyNumber(value)
  if (typeof value !== 'object' || value === null) return 0
  if (depth === MAX_DEPTH) throw new ProtocolError('json-too-deep', 'JSON is nested too deeply')
  let members = 0
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) members += countMembers(item, depth + 1)
    return members
  }
  for (const [name, item] of Object.entries(value)) {
    // Copied into an ordinary object, this name would set a prototype instead of a member.
    if (name === '__proto__')
      throw new ProtocolError('json-member-refused', 'a member has a reserved name')
    verifyText(name)
    members += 1 + countMembers(item, depth + 1)
  }
  return members
}

function verifyText(text: string): void {
  if (!text.isWellFormed())
    throw new ProtocolError('json-surrogate-refused', 'a text holds a lone surrogate')
}

function verifyNumber(value: number): void {
  // JSON.stringify writes -0 as 0, so it would not come back (RFC 8785 §3.2.2.3).
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw numberRefused()
}

function numberRefused(): ProtocolError {
  return new ProtocolError(
    'json-number-refused',
    'a number is not a safe integer in its shortest form',
  )
}
