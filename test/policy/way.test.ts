import t from 'tap'
import { findPeriod } from '../../src/policy/compiled-rules.ts'
import { covers } from '../../src/policy/scope.ts'
import type { Mark } from '../../src/policy/scope.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const period = findPeriod(readPolicySet().rules, '2026-03-02')

/** Bits that stand for no word of ours reach beyond every scope but one: enough to tell ways apart. */
function markOf(what: number): Mark {
  return { from: 1, to: 1, what }
}

function idsOf(rules: readonly { readonly id: string }[]): readonly string[] {
  return rules.map(({ id }) => id)
}

t.test('a way has the rules of which some reach covers it', async (t) => {
  for (let bit = 0; bit < 20; bit++) {
    const mark = markOf(1 << bit)
    const way = period.ways.find(mark)
    for (const list of ['locks', 'blocks', 'obligationRules'] as const) {
      const lying = period[list].filter(({ lies }) => lies.some(({ scope }) => covers(scope, mark)))
      t.same(idsOf(way[list]), idsOf(lying))
    }
  }
})

t.test('gives the same after more ways than it keeps', async (t) => {
  const before = period.ways.find(markOf(1))
  t.equal(period.ways.find(markOf(1)), before, 'kept')
  for (let what = 2; what < 6000; what++) period.ways.find(markOf(what))
  const after = period.ways.find(markOf(1))
  t.not(after, before, 'was let go')
  t.same(after, before)
})
