import fc from 'fast-check'
import t from 'tap'
import { highestProtection } from '../../src/protocol/protection.ts'
import { PROTECTIONS } from '../../src/protocol/vocabulary.ts'

const levels = fc.constantFrom(...PROTECTIONS)

t.test('is one of the levels, in whatever order they are told', async () => {
  fc.assert(
    fc.property(levels, levels, levels, (a, b, c) => {
      const highest = highestProtection(a, b, c)
      return [a, b, c].includes(highest) && highest === highestProtection(c, a, b)
    }),
  )
})

t.test('ranks an assumed identity above all, and not knowing above nothing', async (t) => {
  for (const level of PROTECTIONS) {
    t.equal(highestProtection(level, 'fingerade'), 'fingerade')
    t.equal(highestProtection(level, 'none'), level)
  }
  t.equal(highestProtection('unknown', 'local-threat'), 'local-threat')
  t.equal(highestProtection('sekretessmarkering', 'skyddad-folkbokforing'), 'skyddad-folkbokforing')
})
