import t from 'tap'
import { PolicyError } from '../../../src/policy/errors.ts'
import {
  parseDecisionTable,
  parseDecisionTables,
} from '../../../src/policy/proving/decision-table.ts'
import { expectationOf } from '../../../src/policy/proving/judge-case.ts'
import { findMissingExamples, LAW_EXAMPLES } from '../../../src/policy/proving/law-examples.ts'
import { runTables } from '../../../src/policy/proving/run-tables.ts'
import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import type { JsonObject, JsonValue } from '../../../src/protocol/json.ts'
import { readDecisionTables, readPolicySet } from '../../fixtures/policy-files.ts'

const given = {
  date: '2026-11-22',
  from: 'police',
  to: { r1: { bodyType: 'social-board' } },
  purpose: 'victim-support',
  subjects: { s1: { role: 'victim' } },
  parts: { p1: { about: 's1', category: 'risk' } },
}
const item = { id: 'a-case', text: 'A case.', expect: { outcome: 'deny' } }
const table = (change: JsonObject = {}): JsonValue => ({ given, cases: [{ ...item, ...change }] })

function refusalOf(content: JsonValue | Uint8Array) {
  try {
    parseDecisionTable('x.cases.json', content)
    return null
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return { code: error.code, ...error.place }
  }
}

t.test('reads a table, as bytes and as JSON', async (t) => {
  t.equal(refusalOf(table()), null)
  t.equal(refusalOf(encodeUtf8(JSON.stringify(table()))), null)
})

t.test('refuses a table that it cannot read, with file, place and reason', async (t) => {
  const refused: Readonly<Record<string, [JsonValue | Uint8Array, string, string]>> = {
    'text that is no JSON': [encodeUtf8('{'), '', 'is not strict JSON'],
    'no cases': [{ given, cases: [] }, '/cases', 'minItems'],
    'a member that nobody knows': [
      table({ because: 'x' }),
      '/cases/0',
      'additionalProperties because',
    ],
    'an expectation without outcome': [
      table({ expect: {} }),
      '/cases/0/expect',
      'required outcome',
    ],
    'an unknown outcome': [
      table({ expect: { outcome: 'maybe' } }),
      '/cases/0/expect/outcome',
      'enum',
    ],
    'an unknown obligation': [
      table({ expect: { outcome: 'deny', obligations: ['pray'] } }),
      '/cases/0/expect/obligations/0',
      'pattern',
    ],
    'a rule without its wording': [
      table({ expect: { outcome: 'deny', rules: ['osl-26-1'] } }),
      '/cases/0/expect/rules/0',
      'pattern',
    ],
    'a case that stands twice': [
      { given, cases: [item, item] },
      '/cases/1/id',
      'a-case stands twice',
    ],
    'a sender that is no body': [table({ change: { from: 'pub' } }), '/from', 'a-case: enum'],
    'a part that lost its category': [
      table({ change: { parts: { p1: { category: null } } } }),
      '/parts/p1',
      'a-case: required category',
    ],
    'a misspelt member of a situation': [
      table({ change: { fact: {} } }),
      '',
      'a-case: additionalProperties fact',
    ],
  }
  for (const [what, [content, pointer, reason]] of Object.entries(refused))
    t.same(
      refusalOf(content),
      { code: 'pack-invalid', file: 'x.cases.json', pointer, reason },
      what,
    )
})

t.test('reads the tables of a folder, and nothing else of it', async (t) => {
  const files = new Map<string, JsonValue>([
    ['a.json', {}],
    ['locks/a.cases.json', table()],
  ])
  t.same([...parseDecisionTables(files).keys()], ['locks/a.cases.json'])
})

t.test('a row that is wrong is told with what differs', async (t) => {
  const wrong = parseDecisionTable('x.cases.json', table({ expect: { outcome: 'permit' } }))
  const { failures, cases } = runTables(readPolicySet(), new Map([['x.cases.json', wrong]]))
  t.equal(cases, 1)
  t.match(failures, [
    {
      file: 'x.cases.json',
      id: 'a-case',
      differences: [
        { member: 'outcome', expected: 'permit', given: 'deny' },
        { member: 'rules', expected: [] },
        { member: 'unanswered', expected: [] },
      ],
    },
  ])
})

t.test('the order of an expected list makes no difference', async (t) => {
  const one = {
    outcome: 'deny',
    rules: ['b@2020-01-01', 'a@2020-01-01'],
    blocks: ['d', 'c'],
  } as const
  const other = { outcome: 'deny', rules: one.rules.toReversed(), blocks: ['c', 'd'] } as const
  t.same(expectationOf({ expect: one }), expectationOf({ expect: other }))
})

t.test('a time that a row tells is checked, one that it does not tell is not', async (t) => {
  const set = readPolicySet()
  const file = 'gateways/sol-19-1.cases.json'
  const known = readDecisionTables().get(file)!
  const timed = known.cases.find(({ expect }) =>
    expect.obligations?.some((one) => one.includes(' ')),
  )
  const obligations = timed!.expect.obligations!
  const resultWith = (some: readonly string[]): number =>
    runTables(
      set,
      new Map([
        [
          file,
          { ...known, cases: [{ ...timed!, expect: { ...timed!.expect, obligations: some } }] },
        ],
      ]),
    ).failures.length
  t.equal(resultWith(obligations), 0)
  t.equal(resultWith(obligations.map((one) => one.split(' ')[0]!)), 0)
  t.equal(resultWith(obligations.map((one) => one.replace(/ .*/, ' PT59M'))), 1)
})

t.test('there are 37 examples, and the tables of the pack hold all', async (t) => {
  t.equal(new Set(LAW_EXAMPLES).size, 37)
  t.same(findMissingExamples(readDecisionTables().values()), [])
  t.equal(findMissingExamples([]).length, 37)
})
