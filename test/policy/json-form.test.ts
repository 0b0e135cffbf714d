import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { JsonForm } from '../../src/policy/json-form.ts'
import { PACK_SCHEMA } from '../../src/policy/pack-schema.ts'
import { SITUATION_SCHEMA, TABLE_SCHEMA } from '../../src/policy/proving/table-schema.ts'

t.test('the forms of a policy folder are valid schemas of JSON Schema 2020-12', async (t) => {
  const ajv = new Ajv2020({ strict: false })
  for (const schema of [PACK_SCHEMA, TABLE_SCHEMA, SITUATION_SCHEMA])
    t.ok(ajv.validateSchema(schema), JSON.stringify(ajv.errors))
})

t.test('says what does not fit, and where', async (t) => {
  const form = new JsonForm<{ a: number }>({
    type: 'object',
    properties: { a: { type: 'number' } },
    required: ['a'],
    additionalProperties: false,
  })
  t.ok(form.fits({ a: 1 }))
  t.notOk(form.fits({ a: 'x' }))
  t.same(form.fault, { pointer: '/a', reason: 'type' })
  t.notOk(form.fits({}))
  t.same(form.fault, { pointer: '', reason: 'required a' })
  t.notOk(form.fits({ a: 1, b: 2 }))
  t.same(form.fault, { pointer: '', reason: 'additionalProperties b' })
})
