/** What a reader sees first, what stands apart, and what never leaves the message. */
import fc from 'fast-check'
import t from 'tap'
import { arrangeDocument } from '../../../src/client/reading/arrange.ts'
import { writeJournalText } from '../../../src/client/reading/journal-text.ts'
import { describeDocument } from '../../../src/client/writing/document-rows.ts'
import { fieldsOf, listFields } from '../../../src/protocol/document-field.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import type { MessageType } from '../../../src/protocol/message-type.ts'
import type { Head } from '../../../src/protocol/statements/head.ts'
import { documentOf } from '../../fixtures/document-arbitrary.ts'
import { MESSAGE_TYPES } from '../../fixtures/message-types.ts'

const drawn = fc
  .constantFrom(...MESSAGE_TYPES)
  .chain((type) => documentOf(type).map((document): [MessageType, JsonObject] => [type, document]))
const RISK = MESSAGE_TYPES.find(({ type }) => type === 'risk-assessment')!

const pointersIn = (type: MessageType, document: JsonObject) =>
  Object.values(arrangeDocument(type, document)).flatMap((sections) =>
    sections.flatMap(({ rows }) => rows.map(({ pointer }) => pointer)),
  )

t.test(
  'every answer of a document stands in exactly one place, but that something is known that stands there',
  async () => {
    fc.assert(
      fc.property(drawn, ([type, document]) => {
        const every = describeDocument(type.schema, document).flatMap(({ rows }) => rows)
        const pointers = every.map(({ pointer }) => pointer)
        const all = every.filter(
          ({ pointer, values }) =>
            values[0]!.en !== 'Known' || !pointers.includes(pointer.replace(/Status$/, '')),
        )
        const placed = pointersIn(type, document)
        return (
          placed.length === new Set(placed).size &&
          placed.toSorted().join() ===
            all
              .map(({ pointer }) => pointer)
              .toSorted()
              .join()
        )
      }),
    )
  },
)

t.test('what could lead to somebody is kept back with the contact', async () => {
  fc.assert(
    fc.property(drawn, ([type, document]) => {
      const { contact, ...others } = arrangeDocument(type, document)
      const leads = (pointer: string) =>
        ['contact', 'location'].includes(fieldsOf(type).get(pointer)?.leaf.category ?? '')
      const of = (sections: typeof contact) =>
        sections.flatMap(({ rows }) => rows.map((row) => row.pointer))
      return of(contact).every(leads) && !of(Object.values(others).flat()).some(leads)
    }),
  )
})

const risk = (nature: string): JsonObject => ({
  riskLevels: { acute: 'high', longTerm: 'medium' },
  violence: { rating: 'present', summary: 'Påhittad händelse', nature },
  contact: { channel: 'phone', address: '070-1740605', safeTimes: 'vardagar' },
  whereabouts: { custody: 'at-large', place: 'Påhittsköping', nature: 'fact' },
  request: { note: 'Kontakta i dag' },
})

t.test('facts and assessments stand apart, as the author has said', async (t) => {
  const at = (nature: string) => {
    const { facts, assessment } = arrangeDocument(RISK, risk(nature))
    const has = (sections: typeof facts) =>
      sections.some(({ rows }) => rows.some(({ pointer }) => pointer === '/violence/summary'))
    return [has(facts), has(assessment)]
  }
  t.same(at('fact'), [true, false])
  t.same(at('assessment'), [false, true])
  t.same(at('both'), [false, true], 'what is both is no mere fact')
})

t.test('levels and what is asked come first', async (t) => {
  const { levels, asked } = arrangeDocument(RISK, risk('fact'))
  t.same(
    levels[0]!.rows.map(({ values }) => values[0]!.sv.toLowerCase()),
    ['hög', 'medel'],
  )
  t.same(asked[0]!.rows[0]!.values[0]!.sv, 'Kontakta i dag')
})

const HEAD = {
  case: '7KQ4-XRM2',
  from: { agency: 'polisen-sydlanda', function: 'polisen-sydlanda/utredning' },
  createdAt: '2026-03-02T09:40:00.000Z',
} as Head
const NAMES = {
  agencies: { 'polisen-sydlanda': { sv: 'Polisen Sydlanda', en: 'Sydlanda Police' } },
  functions: { 'polisen-sydlanda/utredning': { sv: 'Utredning', en: 'Investigation' } },
}

t.test('the note for the case file says where it comes from, and leads to nobody', async (t) => {
  const arrangement = arrangeDocument(RISK, risk('fact'))
  const disclosure = { head: HEAD, author: 'Klas Fiktivsson' }
  const note = writeJournalText({
    disclosure,
    arrangement,
    record: 42,
    names: NAMES,
    language: 'sv',
  })
  for (const said of [
    '7KQ4-XRM2',
    'Polisen Sydlanda, Utredning (Klas Fiktivsson)',
    '2 mars 2026 kl. 10.40',
    'post 42',
    'Påhittad händelse',
  ])
    t.match(note, said)
  for (const kept of ['070-1740605', 'vardagar', 'Påhittsköping']) t.notMatch(note, kept)
})

t.test('no answer that says where somebody can be found or reached is in any note', async () => {
  fc.assert(
    fc.property(drawn, ([type, document]) => {
      const arrangement = arrangeDocument(type, document)
      const disclosure = { head: HEAD, author: 'X' }
      const note = writeJournalText({
        disclosure,
        arrangement,
        record: 1,
        names: NAMES,
        language: 'sv',
      })
      const labels = listFields(type, document)
        .filter(
          ({ leaf, pointer }) =>
            ['contact', 'location', 'daily-places'].includes(leaf.category) ||
            (leaf.category === 'whereabouts' && !/custody|plannedRelease/.test(pointer)),
        )
        .map(({ leaf, value }) => `${String(leaf.schema['title'])}: ${String(value)}`)
      return !labels.some((line) => note.includes(line))
    }),
  )
})
