import t from 'tap'
import protectionPlan from '../../src/demo/documents/protection-plan.json' with { type: 'json' }
import riskAssessment from '../../src/demo/documents/risk-assessment.json' with { type: 'json' }
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { parseMessageType } from '../../src/protocol/message-type.ts'
import { beginAnswer, findPastDays, findUnlike } from '../../src/protocol/rests-on.ts'
import { MESSAGE_SCHEMAS, messageType } from '../fixtures/message-types.ts'

const PLAN = messageType('protection-plan')
const plan = protectionPlan as JsonObject
const assessment = riskAssessment as JsonObject

t.test('a document may name a day until that day is over', async (t) => {
  t.same(findPastDays(PLAN, plan, '2026-03-09'), [])
  t.same(findPastDays(PLAN, plan, '2026-03-10'), [
    { pointer: '/basis/validUntil', keyword: 'x-not-past' },
    { pointer: '/period/followUp', keyword: 'x-not-past' },
  ])
})

t.test('an answer begins with what it repeats of the message that it answers', async (t) => {
  t.same(beginAnswer(PLAN, assessment), {
    basis: { assessedOn: '2026-03-02', validUntil: '2026-03-09' },
  })
  t.same(beginAnswer(PLAN, {}), {}, 'and with nothing of one that says none of it')
})

t.test('what an answer repeats and says otherwise is found', async (t) => {
  t.same(findUnlike(PLAN, plan, assessment), [])
  const basis = { assessedOn: '2026-03-02', validUntil: '2026-04-09' }
  t.same(findUnlike(PLAN, { ...plan, basis }, assessment), [
    { pointer: '/basis/validUntil', keyword: 'x-same-as' },
  ])
  t.same(
    findUnlike(PLAN, { ...plan, basis }, {}),
    [],
    'of another message there is nothing to repeat',
  )
})

/** The plan's schema with one annotation of a field changed. */
function annotated(section: string, field: string, changes: JsonObject): JsonValue {
  const schema = structuredClone(MESSAGE_SCHEMAS['protection-plan']!) as never
  const { properties } = schema as { properties: Record<string, Record<string, JsonValue>> }
  const fields = properties[section]!['properties'] as Record<string, JsonObject>
  fields[field] = { ...fields[field], ...changes }
  return schema
}

t.test('only a day can be past, and only a field outside a list is repeated', async (t) => {
  for (const [section, field, changes] of [
    ['lead', 'name', { 'x-not-past': true }],
    ['basis', 'validUntil', { 'x-not-past': 'yes' }],
    ['basis', 'validUntil', { 'x-same-as': 'assessment/validUntil' }],
    ['basis', 'validUntil', { 'x-same-as': '/children/0/name' }],
    ['basis', 'validUntil', { 'x-same-as': 1 }],
  ] as const)
    t.throws(() => parseMessageType(annotated(section, field, changes)), {
      code: 'message-type-invalid',
    })
  parseMessageType(annotated('basis', 'validUntil', { 'x-not-past': false }))
})
