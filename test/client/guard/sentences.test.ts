import t from 'tap'
import { findHits } from '../../../src/client/guard/run-guard.ts'
import { MUNICIPALITIES } from '../../../src/client/guard/places/municipalities.ts'
import vectors from '../../vectors/client/guard.json' with { type: 'json' }

/** What is marked in a text: the kind, and the words. */
function marksIn(text: string): string[][] {
  return findHits(text).map(({ detector, start, end }) => [detector, text.slice(start, end)])
}

t.test('marks in each sentence exactly what leads to somebody', async (t) => {
  for (const { text, hits } of vectors.marked) {
    t.not(hits.length, 0, text)
    t.same(marksIn(text), hits, text)
  }
})

t.test('marks nothing in sentences that lead to nobody', async (t) => {
  for (const text of vectors.unmarked) t.same(marksIn(text), [], text)
})

t.test('is not evaded by disguises of digits, letters, signs and words', async (t) => {
  for (const { how, text, hits } of vectors.disguised) {
    t.not(hits.length, 0, how)
    t.same(marksIn(text), hits, how)
  }
})

t.test('of the sentence that gives her away four things are marked', async (t) => {
  const text =
    'Hon bor nu hos sin syster på Sagostigen 4 i Påhittsköping, dottern går på Trollskolan, ring 070-1740605.'
  t.same(marksIn(text), [
    ['street-address', 'Sagostigen 4'],
    ['place-name', 'Påhittsköping'],
    ['school', 'Trollskolan'],
    ['phone-number', '070-1740605'],
  ])
})

t.test('knows every municipality, in a sentence where a place is meant', async (t) => {
  t.equal(new Set(MUNICIPALITIES).size, 290)
  for (const name of MUNICIPALITIES)
    t.same(marksIn(`Hon finns i ${name} nu.`), [['place-name', name]], name)
})

t.test('a place in an address is told with the address, not twice', async (t) => {
  t.same(marksIn('123 45 Lund'), [['postcode-place', '123 45 Lund']])
  t.same(marksIn('tuva@exempel.se'), [['email-address', 'tuva@exempel.se']])
})
