import t from 'tap'
import { expectationOf, resultOf } from '../fixtures/decision-table.ts'
import type { DecisionTable } from '../fixtures/decision-table.ts'
import { readPolicyFiles, readPolicySet } from '../fixtures/policy-files.ts'

const files = readPolicyFiles()
const set = readPolicySet()
const RULE = /^(?:locks|gateways|blocks)\/(?!.*\.cases\.json$)/
const isTable = (file: string): boolean => file.endsWith('.cases.json')

t.test('every rule has a decision table beside it, and every table a rule', async (t) => {
  const rules = [...files.keys()].filter((file) => RULE.test(file))
  const tables = [...files.keys()].filter(isTable)
  t.same(
    tables.filter((file) => !file.startsWith('examples')),
    rules.map((file) => file.replace(/json$/, 'cases.json')),
  )
})

for (const [file, content] of files) {
  if (!isTable(file)) continue
  const table = content as unknown as DecisionTable
  t.test(`${file} is what the rules give`, async (t) => {
    t.ok(table.cases.length > 0, 'has cases')
    t.equal(new Set(table.cases.map(({ id }) => id)).size, table.cases.length, 'ids are unique')
    for (const item of table.cases)
      t.same(resultOf(set, table, item), expectationOf(item), `${item.id}: ${item.text}`)
  })
}
