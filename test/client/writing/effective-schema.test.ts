/** Conditions of message types, worked out for a form. */
import fc from 'fast-check'
import t from 'tap'
import { effectiveSchema, prunedDocument } from '../../../src/client/writing/effective-schema.ts'
import { fits } from '../../../src/client/writing/condition.ts'
import { findSchemaIssues } from '../../../src/protocol/document-schema.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { documentOf } from '../../fixtures/document-arbitrary.ts'
import { EXAMPLES } from '../../fixtures/example-documents.ts'
import { MESSAGE_TYPES, messageType } from '../../fixtures/message-types.ts'

for (const type of MESSAGE_TYPES) {
  t.test(`of a whole ${type.type} nothing is cut away`, async () => {
    fc.assert(
      fc.property(documentOf(type), (document) => {
        const pruned = prunedDocument(type.schema, document, Object.keys(document))
        return JSON.stringify(pruned) === JSON.stringify(document)
      }),
      { numRuns: 60 },
    )
  })

  t.test(`the form of a ${type.type} says the same as its schema`, async () => {
    fc.assert(
      fc.property(documentOf(type), (document) => {
        const effective = effectiveSchema(type.schema, document)
        return !('allOf' in effective) && findSchemaIssues(effective, document).length === 0
      }),
      { numRuns: 40 },
    )
  })
}

const alert = messageType('acute-alert')
const example = EXAMPLES['acute-alert'] as JsonObject

t.test('a section that nobody chose is not sent, one that the type demands is', async (t) => {
  const written = { ...example, health: 'Behöver insulin.' }
  t.equal(prunedDocument(alert.schema, written, [])['health'], undefined)
  t.equal(prunedDocument(alert.schema, written, ['health'])['health'], 'Behöver insulin.')
  t.ok(prunedDocument(alert.schema, written, [])['danger'])
})

t.test('what an answer has made beside the point is not sent', async (t) => {
  const meeting = { placeGiven: 'by-phone', place: 'Sagostigen 4' }
  const { meeting: sent } = prunedDocument(alert.schema, { ...example, meeting }, [])
  t.same(sent, { placeGiven: 'by-phone' })
})

t.test('what an answer demands is asked for', async (t) => {
  const asked = (placeGiven: string) => {
    const { properties } = effectiveSchema(alert.schema, { ...example, meeting: { placeGiven } })
    return (properties as { meeting: JsonObject }).meeting['required']
  }
  t.same(asked('here'), ['placeGiven', 'place'])
  t.same(asked('unknown'), ['placeGiven'])
})

t.test('a condition means what JSON Schema means by it', async () => {
  const conditions = MESSAGE_TYPES.flatMap(({ schema }) => conditionsIn(schema))
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('yes', 'no', 'unknown', 'other', 'known', 'call', 'here', 'high'),
      fc.boolean(),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...namesIn(conditions)), tie('node'), { maxKeys: 4 }),
    ),
  })).node
  fc.assert(
    fc.property(fc.constantFrom(...conditions), value, (condition, tried) => {
      const found = findSchemaIssues(condition, tried as never).length === 0
      return fits(condition, tried as never) === found
    }),
    { numRuns: 2000 },
  )
})

function conditionsIn(schema: unknown): JsonObject[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'if' in schema ? [schema.if as JsonObject] : []
  return [...own, ...Object.values(schema).flatMap(conditionsIn)]
}

function namesIn(conditions: readonly JsonObject[]): [string, ...string[]] {
  const names = JSON.stringify(conditions).match(/"(?!properties|required)[a-z][A-Za-z]+"(?=:)/g)
  return [...new Set(names!.map((name) => name.slice(1, -1)))] as [string, ...string[]]
}
