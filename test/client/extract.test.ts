import t from 'tap'
import { copyOf, encodeProtocol } from '../../src/client/extract.ts'
import type { AnsweredExtract } from '../../src/client/extract.ts'
import { encodeCsv } from '../../src/client/export/csv.ts'
import { digestOf } from '../../src/protocol/sha256.ts'

const NOTHING: AnsweredExtract = { entries: [], withheld: [], notRetained: 0 }
const SOMETHING: AnsweredExtract = {
  ...NOTHING,
  withheld: [{ ground: 'existence', entries: 3 }],
}

t.test('where it must not show that there is something, the copies are the same', async (t) => {
  for (const language of ['sv', 'en'] as const) {
    t.same(copyOf(SOMETHING, language), copyOf(NOTHING, language))
    t.same(
      encodeCsv(copyOf(SOMETHING, language), language),
      encodeCsv(copyOf(NOTHING, language), language),
    )
  }
})

t.test('other grounds are counted in the copy, with their provision', async (t) => {
  const withheld = [{ ground: 'protected-place', entries: 2 }] as const
  const { notes } = copyOf({ ...NOTHING, withheld }, 'sv')
  t.match(notes.map(({ sv }) => sv).join(' '), /2 – kan visa var någon finns.*21 kap\. 3/)
})

t.test('every copy says where to complain', async (t) => {
  const { notes } = copyOf(NOTHING, 'sv')
  t.match(notes.at(-1)?.sv, /lämna klagomål till Integritetsskyddsmyndigheten \(IMY\)/)
})

t.test('no copy tells that there is a sibling in the case, or an investigation', async (t) => {
  for (const ground of ['identity-uncertain', 'investigation'] as const) {
    const answer = { ...NOTHING, withheld: [{ ground, entries: 4 }] }
    for (const language of ['sv', 'en'] as const)
      t.same(copyOf(answer, language), copyOf(NOTHING, language), ground)
    const protocol = new TextDecoder().decode(encodeProtocol(answer))
    t.match(protocol, `"ground":"${ground}","entries":4`, 'the officer’s record counts them')
    t.notMatch(protocol, /12 kap/, 'no right to see is a ground for withholding')
  }
})

t.test('the officer’s record tells nothing by its size, nor by its digest', async (t) => {
  const sizes = [NOTHING, SOMETHING].map((answer) => encodeProtocol(answer).length)
  t.equal(sizes[0], sizes[1])
  const digests = new Set([1, 2, 3].map(() => digestOf(encodeProtocol(SOMETHING))))
  t.equal(digests.size, 3, 'nobody finds it by trying')
  t.match(new TextDecoder().decode(encodeProtocol(SOMETHING)), /"ground":"existence","entries":3/)
})
