/**
 * The validator for documents: JSON Schema 2020-12 with the annotations of a message type.
 *
 * Apart from the one for statements, because a form needs every fault with its place, a document has dates, and message
 * types are also compiled at run time. The only file that knows the validator for documents: a bundle that must run
 * without eval replaces it by one that looks precompiled checks up.
 *
 * @module
 */
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonObject, JsonValue } from './json.ts'
import { parseTime } from './time.ts'

/** One fault of a document: where, and which keyword of the schema. Never a value, which may be personal data. */
export interface DocumentIssue {
  /** JSON Pointer (RFC 6901) of the faulty or missing value; of its parent when the member is not in the schema. */
  readonly pointer: string
  readonly keyword: string
}

/** The annotations that a message type may carry; the lint says where each belongs. */
const ANNOTATIONS = [
  'x-category',
  'x-each',
  'x-en',
  'x-free-text',
  'x-labels',
  'x-message',
  'x-never',
  'x-not-before',
  'x-subject',
] as const

const ajv = new Ajv2020({
  allErrors: true,
  messages: false,
  strict: true,
  // Conditions speak of members that the object around them declares.
  strictRequired: false,
  strictTypes: false,
  ownProperties: true,
  // Types come and go at run time; the cache below holds them, not the validator.
  addUsedSchema: false,
})
ajv.addVocabulary([...ANNOTATIONS])
ajv.addFormat('date', isDate)
ajv.addFormat('date-time', isTime)

/** A day that exists: 29 February only in leap years. RFC 3339 `full-date`. */
function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isTime(`${text}T00:00:00.000Z`)
}

/** The one form of time that the protocol knows (time.ts). */
function isTime(text: string): boolean {
  try {
    parseTime(text)
    return true
  } catch {
    return false
  }
}

const compiled = new WeakMap<JsonObject, ValidateFunction>()

/**
 * Every fault that the schema finds in the value; none if it fits. Compiled at first use. Throws if the schema is not
 * a valid one.
 */
export function findSchemaIssues(schema: JsonObject, value: JsonValue): DocumentIssue[] {
  const validate = compiled.get(schema) ?? compile(schema)
  return validate(value) ? [] : (validate.errors ?? []).map(toIssue)
}

function compile(schema: JsonObject): ValidateFunction {
  // Two versions of a type share an id; the validator would refuse the second.
  const anonymous = Object.entries(schema).filter(([keyword]) => keyword !== '$id')
  const validate = ajv.compile(Object.fromEntries(anonymous))
  compiled.set(schema, validate)
  return validate
}

function toIssue(error: ErrorObject): DocumentIssue {
  const missing = error.keyword === 'required' ? `/${String(error.params['missingProperty'])}` : ''
  return { pointer: error.instancePath + missing, keyword: error.keyword }
}
