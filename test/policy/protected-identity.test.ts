import t from 'tap'
import { evaluate } from '../../src/policy/evaluate.ts'
import { requestOf } from '../../src/policy/proving/situation.ts'
import type { Situation } from '../../src/policy/proving/situation.ts'
import {
  BODY_TYPES,
  CATEGORIES,
  PROTECTIONS,
  PURPOSES,
  SUBJECT_ROLES,
} from '../../src/protocol/vocabulary.ts'
import type { BodyType } from '../../src/protocol/vocabulary.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const set = readPolicySet()
const PLACES = ['contact', 'location', 'whereabouts', 'daily-places'] as const
const SENT = CATEGORIES.filter((category) => category !== 'motive')
const MARKED = PROTECTIONS.filter((protection) => protection !== 'none')
const SHIELDED = SUBJECT_ROLES.filter((role) => role !== 'feared-perpetrator')

/** Every role about each subject and category, from one body to another, with one protection. */
function everything(
  change: Partial<Situation>,
  protection: (typeof PROTECTIONS)[number] = 'none',
): Situation {
  const subjects = SUBJECT_ROLES.map((role, i) => [`s${i + 1}`, { role, protection }] as const)
  const parts = subjects.flatMap(([about]) => SENT.map((category) => ({ about, category })))
  return {
    date: '2026-11-22',
    from: 'police',
    to: { r1: { bodyType: 'social-board' } },
    purpose: 'victim-support',
    subjects: Object.fromEntries(subjects),
    parts: Object.fromEntries(parts.map((part, i) => [`p${i + 1}`, part])),
    ...change,
  }
}

/** The blocks that lie on any part of a situation, with what they ask. */
function blocksOf(situation: Situation): readonly string[] {
  const decision = evaluate(set, requestOf(situation))
  const lying = decision.parts.flatMap(({ blocks }) => blocks)
  return [...new Set(lying.flatMap(({ rule, unanswered }) => [rule, ...unanswered]))].sort()
}

/** Nothing is known of these receivers' secrecy, or they stand outside the law of secrecy. */
const DOUBTFUL: readonly BodyType[] = ['other-authority', 'court', 'association', 'supplier']
/** What these tell about their own staff may tell where a shelter is. */
const MAY_KNOW_SHELTERS: readonly BodyType[] = [
  'social-board',
  'health-public',
  'school-public',
  'family-counselling',
  'state-care',
  'private-professional',
]

t.test('asks nothing of a disclosure about people without protection', async (t) => {
  for (const from of BODY_TYPES.filter((body) => body !== 'association'))
    for (const bodyType of BODY_TYPES.filter((body) => !DOUBTFUL.includes(body)))
      for (const purpose of PURPOSES.filter((one) => one !== 'technical' && one !== 'other')) {
        const found = blocksOf(everything({ from, to: { r1: { bodyType } }, purpose }))
        if (found.length > 0) t.same(found, [], `${from} to ${bodyType}, ${purpose}`)
      }
})

t.test(
  'asks who may know a shelter about it, towards the one they fear, and nobody else',
  async (t) => {
    for (const from of BODY_TYPES.filter((body) => body !== 'association')) {
      const to = { r1: { bodyType: 'prison-probation', servesFearedPerpetrator: true } } as const
      const shelter = ['revealsShelter', 'shelter-address-to-perpetrator-function']
      t.same(blocksOf(everything({ from, to })), [
        ...(MAY_KNOW_SHELTERS.includes(from) ? shelter : []),
        'victim-place-to-perpetrator-function',
      ])
    }
  },
)

t.test('never gives a place to a function that works with the feared perpetrator', async (t) => {
  const facts = { placeReachesPerpetrator: false, addressFromRegister: false }
  const subjects = Object.fromEntries(SHIELDED.map((role, i) => [`s${i + 1}`, role]))
  for (const from of BODY_TYPES)
    for (const bodyType of BODY_TYPES)
      for (const protection of MARKED) {
        const parts = Object.keys(subjects).flatMap((about) =>
          PLACES.map((category) => ({ about, category })),
        )
        const decision = evaluate(
          set,
          requestOf({
            ...everything({ from, facts, to: { r1: { bodyType, servesFearedPerpetrator: true } } }),
            subjects: Object.fromEntries(
              Object.entries(subjects).map(([id, role]) => [id, { role, protection }]),
            ),
            parts: Object.fromEntries(parts.map((part, i) => [`p${i + 1}`, part])),
          }),
        )
        const passed = decision.parts.filter(({ blocks }) =>
          blocks.every(({ rule }) => rule !== 'victim-place-to-perpetrator-function'),
        )
        if (passed.length > 0) t.same(passed, [], `${from} to ${bodyType}, ${protection}`)
      }
})

t.test('asks whether the rest together shows the place of each protected person', async (t) => {
  for (const protection of MARKED)
    t.ok(
      blocksOf(
        everything(
          { to: { r1: { bodyType: 'social-board', servesFearedPerpetrator: true } } },
          protection,
        ),
      ).includes('placeReachesPerpetrator'),
      protection,
    )
})

t.test('gives a supplier nothing at all', async (t) => {
  for (const from of BODY_TYPES) {
    const { parts } = evaluate(
      set,
      requestOf(everything({ from, to: { r1: { bodyType: 'supplier' } } })),
    )
    t.ok(
      parts.every(({ outcome, blocks }) => outcome === 'deny' && blocks.length > 0),
      from,
    )
  }
})
