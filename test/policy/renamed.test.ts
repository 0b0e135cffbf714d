import t from 'tap'
import { PolicyError } from '../../src/policy/errors.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import { rulesOf } from '../../src/policy/check-pack.ts'
import { requestOf } from '../../src/policy/proving/situation.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const set = readPolicySet()
const { renamed } = set.pack

/** A police report on a child that rests on a rule, on a day. */
function reportUnder(rule: string, date: string) {
  return requestOf({
    date,
    from: 'police',
    to: { r1: { bodyType: 'social-board' } },
    purpose: 'child-protection',
    subjects: { s1: { role: 'child' } },
    parts: { p1: { about: 's1', category: 'children' } },
    grounds: { g1: { about: 's1', rule, version: '2013-01-01', facts: {} } },
  })
}

function refusalOf(rule: string, date: string): PolicyError {
  try {
    evaluate(set, reportUnder(rule, date))
  } catch (error) {
    if (error instanceof PolicyError) return error
  }
  throw new TypeError('was not refused')
}

t.test('knows where every section of the old Social Services Act went', async (t) => {
  t.same(
    renamed.map(({ id }) => id.replace('sol-2001-', '')).sort(),
    '11-1 11-1a 11-2 12-1 12-10 12-2 14-1 14-1a 14-1b 14-1c 15-1 5-11 5-11a'.split(' '),
  )
})

t.test(
  'a section that was repealed is refused from the day after, with what to cite',
  async (t) => {
    for (const { id, now } of renamed) {
      const { code, place } = refusalOf(id, '2025-07-01')
      t.equal(code, 'citation-stale', id)
      t.equal(place.reason, now.join(', '), id)
    }
  },
)

t.test('in its time it was no rule under that name', async (t) => {
  for (const { id, until } of renamed) t.equal(refusalOf(id, until).code, 'rule-unknown', id)
})

t.test('what is named instead is a rule of the pack or a citation', async (t) => {
  const rules = new Set(rulesOf(set.pack).map(({ id }) => id))
  for (const { id, now } of renamed)
    for (const name of now) t.ok(rules.has(name) || /^SoL \d+ kap\./.test(name), `${id}: ${name}`)
})
