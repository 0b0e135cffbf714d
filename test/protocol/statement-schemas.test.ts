import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import definitions from '../../schemas/statements/definitions.json' with { type: 'json' }
import head from '../../schemas/statements/head.json' with { type: 'json' }
import { isJsonObject } from '../../src/protocol/json.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { STATEMENT_KINDS } from '../../src/protocol/statement-kinds.ts'
import * as vocabulary from '../../src/protocol/vocabulary.ts'

const SCHEMAS: Record<string, JsonObject> = {
  definitions,
  head,
  ...Object.fromEntries(
    Object.entries(STATEMENT_KINDS).map(([kind, row]) => [kind, row.schema as JsonObject]),
  ),
}

/** Which list of the vocabulary each definition repeats. */
const WORDS: Record<string, readonly string[]> = {
  bodyType: vocabulary.BODY_TYPES,
  functionRole: vocabulary.FUNCTION_ROLES,
  memberRole: vocabulary.MEMBER_ROLES,
  caseType: vocabulary.CASE_TYPES,
  subjectRole: vocabulary.SUBJECT_ROLES,
  protection: vocabulary.PROTECTIONS,
  category: vocabulary.CATEGORIES,
  purpose: vocabulary.PURPOSES,
  urgency: vocabulary.URGENCIES,
  revocationReason: vocabulary.REVOCATION_REASONS,
  verdict: vocabulary.VERDICTS,
  receiptFact: vocabulary.RECEIPT_FACTS,
  use: vocabulary.USES,
  withdrawalReason: vocabulary.WITHDRAWAL_REASONS,
  exportSubject: vocabulary.EXPORT_SUBJECTS,
  conflictAnswer: vocabulary.CONFLICT_ANSWERS,
}

t.test('schemas and code have the same words', async (t) => {
  const defs: JsonObject = definitions.$defs
  const enums = Object.entries(defs).filter(
    ([, schema]) => isJsonObject(schema) && 'enum' in schema,
  )
  t.strictSame(
    Object.fromEntries(enums.map(([name, schema]) => [name, (schema as JsonObject)['enum']])),
    WORDS,
  )
})

for (const [name, schema] of Object.entries(SCHEMAS)) {
  t.test(`${name}: the schema is named by its path and speaks Swedish and English`, async (t) => {
    t.equal(schema['$id'], `schemas/statements/${name}.json`)
    t.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema')
    t.equal(isDescribed(schema), true)
    const undescribed = [...namedSchemas(schema)].filter(
      ([, inner]) => !isDescribed(resolve(inner)),
    )
    t.strictSame(
      undescribed.map(([path]) => path),
      [],
    )
  })

  t.test(`${name}: no object takes members that the schema does not name`, async (t) => {
    const open = [...schemasIn(schema, name)]
      .filter(([, inner]) => inner['type'] === 'object' && inner['additionalProperties'] !== false)
      .map(([path]) => path)
    // Facts are named by the policy's vocabulary; their values are limited to codes, days and yes or no.
    t.strictSame(open, name === 'definitions' ? ['definitions/$defs/facts'] : [])
  })

  t.test(`${name}: no text is without a pattern or a length`, async (t) => {
    const unlimited = [...schemasIn(schema, name)]
      .filter(([, inner]) => inner['type'] === 'string')
      .filter(([, inner]) => inner['pattern'] === undefined && inner['maxLength'] === undefined)
    t.strictSame(
      unlimited.map(([path]) => path),
      [],
    )
  })
}

/** A JWK's members are named by their RFCs, and need no words of ours. */
const NAMED_ELSEWHERE = /Jwk\/properties\/|\/motiveReference\/properties\//

/** Every schema of a property or definition, by path. */
function* namedSchemas(schema: JsonObject): Generator<readonly [string, JsonObject]> {
  for (const [path, inner] of schemasIn(schema, ''))
    if (/\/(?:properties|\$defs)\/[^/]+$/.test(path) && !NAMED_ELSEWHERE.test(path))
      yield [path, inner]
}

/** Every schema inside a schema, itself first, by path. */
function* schemasIn(value: JsonValue, path: string): Generator<readonly [string, JsonObject]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* schemasIn(item as JsonValue, `${path}/${i}`)
    return
  }
  if (!isJsonObject(value)) return
  yield [path, value]
  for (const [member, inner] of Object.entries(value))
    if (member !== 'x-en') yield* schemasIn(inner, `${path}/${member}`)
}

function resolve(schema: JsonObject): JsonObject {
  const reference = schema['$ref']
  if (typeof reference !== 'string' || 'title' in schema) return schema
  const defs: JsonObject = definitions.$defs
  return defs[reference.slice('definitions.json#/$defs/'.length)] as JsonObject
}

function isDescribed(schema: JsonObject): boolean {
  const english = schema['x-en']
  if (typeof schema['title'] !== 'string' || !isJsonObject(english)) return false
  return (
    typeof english['title'] === 'string' && 'description' in schema === 'description' in english
  )
}

t.test('every schema is a valid one of JSON Schema 2020-12, and compiles', async (t) => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, validateFormats: false })
  ajv.addKeyword('x-en')
  for (const schema of [definitions, head]) t.ok(ajv.addSchema(schema), schema.$id)
  for (const [kind, { schema }] of Object.entries(STATEMENT_KINDS)) t.ok(ajv.compile(schema), kind)
})
