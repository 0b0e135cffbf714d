import t from 'tap'
import { rulesOf } from '../../src/policy/check-pack.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const { pack } = readPolicySet()

// That each is refused from its day on stands in `policies/renamed.cases.json`.
t.test('knows where every section of the old Social Services Act went', async (t) => {
  t.same(
    pack.renamed.map(({ id }) => id.replace('sol-2001-', '')).sort(),
    '11-1 11-1a 11-2 12-1 12-10 12-2 14-1 14-1a 14-1b 14-1c 15-1 5-11 5-11a'.split(' '),
  )
})

t.test('what is named instead is a rule of the pack or a citation', async (t) => {
  const rules = new Set(rulesOf(pack).map(({ id }) => id))
  for (const { id, now } of pack.renamed)
    for (const name of now) t.ok(rules.has(name) || /^SoL \d+ kap\./.test(name), `${id}: ${name}`)
})
