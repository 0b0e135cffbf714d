/**
 * The validator for documents: JSON Schema 2020-12 with the annotations of a message type.
 *
 * Apart from the one for statements, because a form needs every fault with its place, a document has dates, and message
 * types are also compiled at run time. The only file that knows the validator for documents: a bundle that must run
 * without eval replaces it by `precompiled-documents.ts`, which looks up what was compiled when it was built.
 *
 * @module
 */
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { toIssue } from './document-issue.ts'
import type { DocumentIssue } from './document-issue.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { ANNOTATIONS, DOCUMENT_OPTIONS, FORMATS } from './schema-options.ts'

const ajv = new Ajv2020(DOCUMENT_OPTIONS)
ajv.addVocabulary([...ANNOTATIONS])
for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format)

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
