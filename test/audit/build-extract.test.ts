import t from 'tap'
import { buildExtract } from '../../src/audit/extract/build-extract.ts'
import type { ExtractFunction, ExtractSource } from '../../src/audit/extract/build-extract.ts'
import { CATEGORIES, SUBJECT_ROLES } from '../../src/protocol/vocabulary.ts'

function fn(id: string, changes: Partial<ExtractFunction> = {}): ExtractFunction {
  return {
    id,
    name: { sv: `Funktion ${id}`, en: `Function ${id}` },
    bodyType: 'social-board',
    servesFearedPerpetrator: false,
    ...changes,
  }
}

const POLICE = fn('polisen/utredning', { bodyType: 'police' })
const BOARD = fn('namnden/mottagning')
const CARE = fn('varden/akuten', { bodyType: 'health-public' })

function source(changes: Partial<ExtractSource> = {}): ExtractSource {
  return {
    releasedAt: '2026-03-02T10:00:00.000Z',
    purpose: 'victim-support',
    subjects: [
      { id: 's1', role: 'victim', protection: 'none' },
      { id: 's2', role: 'feared-perpetrator', protection: 'none' },
    ],
    parts: [
      { subject: 's1', category: 'risk', readers: [POLICE.id, BOARD.id] },
      { subject: 's1', category: 'identity', readers: [POLICE.id, BOARD.id, CARE.id] },
      { subject: 's1', category: 'contact', readers: [POLICE.id, BOARD.id] },
      { subject: 's1', category: 'motive', readers: [POLICE.id] },
      { subject: 's2', category: 'offence', readers: [POLICE.id, BOARD.id] },
    ],
    from: POLICE,
    to: [BOARD, CARE],
    hasInvestigationInterest: false,
    openings: [{ function: BOARD.id, purpose: 'care-or-support', at: '2026-03-02T12:00:00.000Z' }],
    ...changes,
  }
}

const VICTIM = { role: 'victim', mayReachFearedPerpetrator: false } as const

t.test(
  'each disclosure to each receiver and each opening, with what that receiver read',
  async (t) => {
    const { entries, withheld } = buildExtract([source()], VICTIM)
    t.match(entries, [
      { what: 'disclosed', purpose: 'victim-support', categories: ['contact', 'identity', 'risk'] },
      { what: 'disclosed', categories: ['identity'], to: { name: CARE.name } },
      { what: 'opened', purpose: 'care-or-support', to: { name: BOARD.name } },
    ])
    t.same(withheld, [])
  },
)

t.test('nothing of anybody else, and no motive', async (t) => {
  const { entries } = buildExtract([source()], VICTIM)
  const told = entries.flatMap(({ categories }) => categories)
  t.notOk(told.includes('offence'))
  t.notOk(told.includes('motive'))
})

t.test('one protected person hides the places of all, and the names of units', async (t) => {
  for (const protection of ['sekretessmarkering', 'local-threat', 'unknown'] as const) {
    const subjects = [source().subjects[0]!, { id: 's3', role: 'child', protection } as const]
    const parts = CATEGORIES.map((category) => ({ subject: 's1', category, readers: [BOARD.id] }))
    const { entries, withheld } = buildExtract([source({ subjects, parts, to: [BOARD] })], VICTIM)
    const told = new Set(entries.flatMap(({ categories }) => categories))
    for (const place of [
      'contact',
      'location',
      'whereabouts',
      'daily-places',
      'protection',
    ] as const)
      t.notOk(told.has(place), `${protection} ${place}`)
    t.ok(told.has('risk'))
    for (const { from, to } of entries) t.same([from.name, to.name], [null, null])
    t.same(withheld, [{ ground: 'protected-place', entries: 2 }])
  }
})

t.test('a shelter is no receiver that can be told where somebody is protected', async (t) => {
  const shelter = fn('jouren/intag', { bodyType: 'association' })
  const subjects = [{ id: 's1', role: 'victim', protection: 'local-threat' }] as const
  const parts = [{ subject: 's1', category: 'risk', readers: [shelter.id] }] as const
  const { entries, withheld } = buildExtract(
    [source({ subjects, parts, to: [shelter], openings: [] })],
    VICTIM,
  )
  t.same(entries, [])
  t.same(withheld, [{ ground: 'protected-place', entries: 1 }])
})

t.test(
  'the one who is feared is never shown that there is anything, whoever he asks through',
  async (t) => {
    for (const role of SUBJECT_ROLES) {
      const asked = { role, mayReachFearedPerpetrator: true }
      t.same(buildExtract([source()], asked).entries, [], role)
    }
    const himself = { role: 'feared-perpetrator', mayReachFearedPerpetrator: false } as const
    const { entries, withheld } = buildExtract([source()], himself)
    t.same(entries, [])
    t.same(withheld, [{ ground: 'existence', entries: 2 }])
  },
)

t.test(
  'an investigation, another person’s helper and two of the same role are grounds',
  async (t) => {
    const grounds = (changes: Partial<ExtractSource>) =>
      buildExtract([source(changes)], VICTIM).withheld
    t.same(grounds({ hasInvestigationInterest: true }), [{ ground: 'investigation', entries: 3 }])
    const helper = fn('frivarden/klient', { servesFearedPerpetrator: true })
    const parts = [{ subject: 's1', category: 'risk', readers: [helper.id] }] as const
    t.same(grounds({ to: [helper], parts }), [{ ground: 'third-person', entries: 1 }])
    const two = [
      { id: 's1', role: 'victim', protection: 'none' },
      { id: 's2', role: 'victim', protection: 'none' },
    ] as const
    t.same(grounds({ subjects: two }), [{ ground: 'identity-uncertain', entries: 3 }])
  },
)

t.test('entries stand in the order of time', async (t) => {
  const later = source({ releasedAt: '2026-04-01T10:00:00.000Z', openings: [] })
  const { entries } = buildExtract([later, source()], VICTIM)
  const times = entries.map(({ at }) => at)
  t.same(times, times.toSorted())
})
