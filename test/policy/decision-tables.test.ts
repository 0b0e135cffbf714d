import t from 'tap'
import { runTables } from '../../src/policy/proving/run-tables.ts'
import { readDecisionTables, readPolicyFiles, readPolicySet } from '../fixtures/policy-files.ts'

const set = readPolicySet()
const tables = readDecisionTables()
const RULE = /^(?:locks|gateways|blocks|obligations)\/(?!.*\.cases\.json$)/

t.test('every rule has a decision table beside it, and every table a rule', async (t) => {
  const rules = [...readPolicyFiles().keys()].filter((file) => RULE.test(file))
  t.same(
    [...tables.keys()].filter((file) => file.includes('/')),
    rules.map((file) => file.replace(/json$/, 'cases.json')),
  )
})

for (const [file, table] of tables)
  t.test(`${file} is what the rules give`, async (t) => {
    const { failures, cases } = runTables(set, new Map([[file, table]]))
    t.equal(cases, table.cases.length)
    for (const { id, text, differences } of failures) t.same(differences, [], `${id}: ${text}`)
  })
