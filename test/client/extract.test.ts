import t from 'tap'
import { copyOf, encodeProtocol } from '../../src/client/extract.ts'
import type { AnsweredExtract } from '../../src/client/extract.ts'
import { encodeCsv } from '../../src/client/export/csv.ts'
import { digestOf } from '../../src/protocol/sha256.ts'

const NOTHING: AnsweredExtract = { entries: [], withheld: [], notRetained: 0 }
const ISSUE = { issuer: { sv: 'Polisen Sydlanda', en: 'Sydlanda Police' }, day: '2026-03-02' }
const ASKED = {
  cases: ['7KQ4-XRM2'],
  role: 'victim',
  asker: 'subject',
  delivery: 'in-person',
  day: '2026-03-02',
}
const SOMETHING: AnsweredExtract = {
  ...NOTHING,
  withheld: [{ ground: 'existence', entries: 3 }],
}

t.test('where it must not show that there is something, the copies are the same', async (t) => {
  for (const language of ['sv', 'en'] as const) {
    t.same(copyOf(SOMETHING, language, ISSUE), copyOf(NOTHING, language, ISSUE))
    t.same(
      encodeCsv(copyOf(SOMETHING, language, ISSUE), language),
      encodeCsv(copyOf(NOTHING, language, ISSUE), language),
    )
  }
})

t.test('other grounds are counted in the copy, with their provision', async (t) => {
  const withheld = [{ ground: 'protected-place', entries: 2 }] as const
  const { notes } = copyOf({ ...NOTHING, withheld }, 'sv', ISSUE)
  t.match(notes.map(({ sv }) => sv).join(' '), /2 – kan visa var någon finns.*21 kap\. 3/)
})

t.test('every copy says who made it and when, and whom to ask, and names no case', async (t) => {
  const copy = copyOf(NOTHING, 'sv', ISSUE)
  t.match(
    copy.notes[0]?.sv,
    /^Framtaget av Polisen Sydlanda 2026-03-02\. .*Frågor besvaras av Polisen Sydlanda\.$/,
  )
  t.notMatch(JSON.stringify(copy), '7KQ4-XRM2')
})

t.test('categories are words in the order of the words, within a sentence', async (t) => {
  const [row] = copyOf(
    {
      ...NOTHING,
      entries: [
        {
          at: '2026-03-02T09:40:00.000Z',
          what: 'disclosed',
          purpose: 'victim-support',
          categories: ['risk', 'health', 'children'],
          from: { name: null, bodyType: 'police' },
          to: { name: null, bodyType: null },
        },
      ],
    },
    'sv',
    ISSUE,
  ).rows
  t.equal(row?.[3], 'barn, hälsa, riskbedömning')
})

t.test('the officer’s record says what was asked, and who must not have it', async (t) => {
  const [first] = new TextDecoder().decode(encodeProtocol(NOTHING, ASKED)).split('\n')
  t.match(JSON.parse(first!), {
    ...ASKED,
    note: { sv: /Får inte lämnas till den som begärde det/ },
  })
  const many = { ...ASKED, cases: Array.from({ length: 100 }, () => '7KQ4-XRM2') }
  const sizes = [ASKED, many].map((asked) => encodeProtocol(NOTHING, asked).length)
  t.equal(sizes[0], sizes[1], 'nor does its size tell of how many cases')
})

t.test('every copy says where to complain', async (t) => {
  const { notes } = copyOf(NOTHING, 'sv', ISSUE)
  t.match(notes.at(-1)?.sv, /lämna klagomål till Integritetsskyddsmyndigheten \(IMY\)/)
})

t.test('no copy tells that there is a sibling in the case, or an investigation', async (t) => {
  for (const ground of ['identity-uncertain', 'investigation'] as const) {
    const answer = { ...NOTHING, withheld: [{ ground, entries: 4 }] }
    for (const language of ['sv', 'en'] as const)
      t.same(copyOf(answer, language, ISSUE), copyOf(NOTHING, language, ISSUE), ground)
    const protocol = new TextDecoder().decode(encodeProtocol(answer, ASKED))
    t.match(protocol, `"ground":"${ground}","entries":4`, 'the officer’s record counts them')
    t.notMatch(protocol, /12 kap/, 'no right to see is a ground for withholding')
  }
})

t.test('the officer’s record tells nothing by its size, nor by its digest', async (t) => {
  const sizes = [NOTHING, SOMETHING].map((answer) => encodeProtocol(answer, ASKED).length)
  t.equal(sizes[0], sizes[1])
  const digests = new Set([1, 2, 3].map(() => digestOf(encodeProtocol(SOMETHING, ASKED))))
  t.equal(digests.size, 3, 'nobody finds it by trying')
  t.match(
    new TextDecoder().decode(encodeProtocol(SOMETHING, ASKED)),
    /"ground":"existence","entries":3/,
  )
})
