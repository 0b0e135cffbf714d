import fc from 'fast-check'
import t from 'tap'
import { findHits } from '../../../src/client/guard/run-guard.ts'

t.test('finds in one long text what it finds in each of its sentences', async () => {
  const piece = fc.constantFrom(
    '640823-3234',
    '19640823-3234',
    '6408233234 6408233234',
    '070 174 06 05',
    '(070) 174 06 05',
    '+ (46) 70 174 06 05',
    'noll sju noll 174 06 05',
    'tuva (at) exempel punkt se',
    '123 45 Låtsasby',
    ' \u200B ',
    'ﷺ',
  )
  const sentences = fc.array(fc.array(piece).map((pieces) => pieces.join(' ')))
  fc.assert(
    fc.property(sentences, (drawn) => {
      const stop = ' ; ord ; '
      let start = 0
      const each = drawn.flatMap((sentence) => {
        const hits = findHits(sentence).map((hit) => ({
          ...hit,
          start: hit.start + start,
          end: hit.end + start,
        }))
        start += sentence.length + stop.length
        return hits
      })
      return JSON.stringify(findHits(drawn.join(stop))) === JSON.stringify(each)
    }),
  )
})

t.test('searches a text of any length, each stretch of it once', async (t) => {
  const sentence = 'ring noll sju noll 174 06 05 om 640823-3234 , + ( , '
  const times = 4_000
  t.equal(findHits(sentence.repeat(times)).length, 2 * times)
  const number = 'noll sju noll 174 06 05'
  t.match(findHits(`${'x '.repeat(150_000)}${number}`), [
    { detector: 'phone-number', start: 300_000 },
  ])
  // Each of these can be taken to pieces in more ways than anybody could wait for.
  for (const row of ['sextio', 'femtio', 'ettetta', 'O0', 'a-', '0-O ', '1@'])
    t.same(findHits(`${row.repeat(4_000)}x§`), [])
})
