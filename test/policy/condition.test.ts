import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import t from 'tap'
import { parseCondition } from '../../src/policy/condition.ts'
import type { FactTable } from '../../src/policy/condition.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'

const is = (name: string, value: boolean | string): JsonObject => ({
  properties: { [name]: { const: value } },
  required: [name],
})
const both: JsonObject = { allOf: [is('a', true), is('b', true)] }
const either: JsonObject = { anyOf: [is('a', true), both] }

t.test('a condition without an answer is unanswered, never met', async (t) => {
  t.equal(parseCondition(is('a', true)).answer({}), 'unanswered')
  t.equal(parseCondition(is('a', false)).answer({}), 'unanswered')
})

t.test('what failed stays failed whatever else is unanswered', async (t) => {
  const test = parseCondition(both)
  t.equal(test.answer({ a: false }), 'failed')
  t.equal(test.answer({ a: true }), 'unanswered')
  t.same(test.lacks({ a: true }), ['b'])
})

t.test('of branches that failed nothing is lacking', async (t) => {
  const test = parseCondition({ anyOf: [both, is('c', 'x')] })
  t.equal(test.answer({ a: false }), 'unanswered')
  t.same(test.lacks({ a: false }), ['c'])
})

t.test('names every fact that it asks for', async (t) => {
  t.same(parseCondition(either).asks, ['a', 'b'])
})

const refused: Record<string, JsonValue> = {
  'a condition that is no object': true,
  'an unknown keyword': { not: is('a', true) },
  'a property that is not required': { properties: { a: { const: true } }, required: [] },
  'a required fact that is not named': { properties: { a: { const: true } }, required: ['a', 'b'] },
  'no facts': { properties: {}, required: [] },
  'no branches': { anyOf: [] },
  'branches beside properties': { ...is('a', true), anyOf: [is('b', true)] },
  'a pattern': { properties: { a: { pattern: '^x' } }, required: ['a'] },
  'two demands on one fact': { properties: { a: { minimum: 1, maximum: 2 } }, required: ['a'] },
  'an empty list of answers': { properties: { a: { enum: [] } }, required: ['a'] },
  'a value that is no demand': { properties: { a: true }, required: ['a'] },
}
for (const [why, schema] of Object.entries(refused))
  t.test(`refuses ${why}`, async (t) => {
    t.throws(() => parseCondition(schema), { name: 'PolicyError', code: 'pack-invalid' })
  })

t.test('is met exactly when a JSON Schema validator calls the facts valid', async () => {
  const value = fc.oneof(fc.boolean(), fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 3 }))
  const name = fc.constantFrom('a', 'b', 'c')
  const demand: fc.Arbitrary<JsonObject> = fc.oneof(
    fc.oneof(fc.boolean(), fc.constantFrom('x', 'y')).map((only) => ({ const: only })),
    fc.uniqueArray(fc.constantFrom('x', 'y'), { minLength: 1 }).map((some) => ({ enum: some })),
    fc.integer({ min: 0, max: 3 }).map((minimum) => ({ type: 'integer', minimum })),
    fc.integer({ min: 0, max: 3 }).map((maximum) => ({ type: 'integer', maximum })),
  )
  const { schema } = fc.letrec<{ schema: JsonObject; leaf: JsonObject }>((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((allOf) => ({ allOf })),
    ),
    leaf: fc
      .dictionary(name, demand, { minKeys: 1 })
      .map((properties) => ({ properties, required: Object.keys(properties) })),
  }))
  const facts = fc.dictionary(name, value) as fc.Arbitrary<FactTable>
  const ajv = new Ajv2020({ strict: false })
  fc.assert(
    fc.property(schema, facts, (schema, facts) => {
      // `minimum` alone says nothing of a text; here a number is meant, so the validator is told.
      const valid = ajv.validate(schema, { ...facts })
      const own = parseCondition(withoutTypes(schema) as JsonObject)
      return (own.answer(facts) === 'met') === valid
    }),
    { numRuns: 300 },
  )
})

function withoutTypes(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(withoutTypes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .filter(([name, member]) => !(name === 'type' && member === 'integer'))
      .map(([name, member]) => [name, withoutTypes(member)]),
  )
}
