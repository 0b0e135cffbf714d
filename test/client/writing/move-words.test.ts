/** Words that do not belong in free text, and the fields that are there for them. */
import t from 'tap'
import { runGuard } from '../../../src/client/guard/run-guard.ts'
import {
  listOwnPlaces,
  moveWords,
  placesFor,
  withoutWords,
} from '../../../src/client/writing/move-words.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { messageType } from '../../fixtures/message-types.ts'

const ASSESSMENT = messageType('risk-assessment')
const PLACES = listOwnPlaces(ASSESSMENT)
const TEXT = 'Hon finns på Sagostigen 4, ring 070-1740605.'

function hitsOf(document: JsonObject) {
  return runGuard(document, ASSESSMENT, []).hits
}

function pointersFor(document: JsonObject, detector: string): string[] {
  const hit = hitsOf(document).find((one) => one.detector === detector)!
  const { schema } = ASSESSMENT
  return placesFor(hit, { places: PLACES, schema, document, isProtected: true }).map(
    ({ pointer }) => pointer,
  )
}

t.test('a phone number goes to the safe contact once it is asked about', async (t) => {
  t.same(pointersFor({ scenario: { text: TEXT } }, 'phone-number'), [])
  const document = { scenario: { text: TEXT }, contact: { channel: 'phone' } }
  t.same(pointersFor(document, 'phone-number'), ['/contact/address'])
})

t.test('what a message has no field for is offered none', async (t) => {
  t.same(
    pointersFor({ scenario: { text: TEXT }, contact: { channel: 'phone' } }, 'street-address'),
    [],
  )
})

t.test('a school is offered its field only while nobody is protected', async (t) => {
  const type = messageType('child-concern')
  const asked = { places: listOwnPlaces(type), schema: type.schema, document: { child: {} } }
  const hit = { detector: 'school', start: 0, end: 11 }
  t.match(placesFor(hit, { ...asked, isProtected: false }), [{ pointer: '/child/school' }])
  t.same(placesFor(hit, { ...asked, isProtected: true }), [])
})

t.test('what is there already is not written over', async (t) => {
  const contact = { channel: 'phone', address: '070-1740699' }
  t.same(pointersFor({ scenario: { text: TEXT }, contact }, 'phone-number'), [])
})

t.test('moved words stand in their field, in nothing else, and are marked no more', async (t) => {
  const document = { scenario: { text: TEXT }, contact: { channel: 'phone' } }
  const hit = hitsOf(document).find(({ detector }) => detector === 'phone-number')!
  const moved = moveWords(document, hit, '/contact/address')
  t.same(moved, {
    scenario: { text: 'Hon finns på Sagostigen 4, ring.' },
    contact: { channel: 'phone', address: '070-1740605' },
  })
  t.same(
    hitsOf(moved).map(({ detector }) => detector),
    ['street-address'],
  )
  t.equal(document.scenario.text, TEXT, 'what was there before is as it was')
})

t.test('words leave no gap', async (t) => {
  t.equal(withoutWords('i Påhittsköping nu', 2, 15), 'i nu')
  t.equal(withoutWords('Påhittsköping.', 0, 13), '.')
  t.equal(withoutWords('ring 070-1740605', 5, 16), 'ring')
})

t.test(
  'a field that is there for a place is not searched for places, but for all else',
  async (t) => {
    const type = messageType('acute-alert')
    const place = 'Sagostigen 4 i Påhittsköping, ring 070-1740605'
    const hits = runGuard({ meeting: { place } }, type, [{ protection: 'sekretessmarkering' }]).hits
    t.same(
      hits.map(({ detector }) => detector),
      ['phone-number'],
    )
  },
)
