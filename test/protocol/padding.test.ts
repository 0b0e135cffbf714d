import fc from 'fast-check'
import t from 'tap'
import { isPaddedSize, pad, paddedSize, padmeSize, unpad } from '../../src/protocol/padding.ts'
import published from '../vectors/protocol/published/padme.json' with { type: 'json' }

const FLOOR = 1024

for (const { length, padded } of published.vectors) {
  t.test(`rounds ${length} up to ${padded}, as another implementation of Padmé`, async (t) => {
    t.equal(padmeSize(length), padded)
  })
}

t.test('leaves the lengths that have nothing to round', async (t) => {
  t.same([0, 1, 2, 3, 8].map(padmeSize), [0, 1, 2, 3, 8])
})

t.test('is Algorithm 1 of the paper, written with masks as there', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 2 ** 30 }), (length) => {
      const exponent = 31 - Math.clz32(length)
      const lastBits = exponent - (32 - Math.clz32(exponent))
      const mask = (1 << lastBits) - 1
      return padmeSize(length) === ((length + mask) & ~mask)
    }),
    { numRuns: 2000 },
  )
})

t.test('costs at most 12 percent, and less the longer the text', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 2 ** 40 }), (length) => {
      const overhead = (padmeSize(length) - length) / length
      return overhead >= 0 && overhead * 100 <= published.largestOverheadPercent
    }),
    { numRuns: 2000 },
  )
})

t.test('leaves a size class as it is, so that sizes can be checked', async () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000_000 }), (length) => {
      const size = paddedSize(length, FLOOR)
      return isPaddedSize(size, FLOOR) && size > length && padmeSize(size) === size
    }),
    { numRuns: 2000 },
  )
})

t.test('gives every text below the floor one size', async (t) => {
  for (const length of [0, 1, 500, 1023]) t.equal(pad(new Uint8Array(length), FLOOR).length, FLOOR)
  t.equal(pad(new Uint8Array(1024), FLOOR).length, 1088)
})

t.test('unpad inverts pad, whatever the text ends with', async () => {
  const text = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    fc.array(fc.constantFrom(0, 0x80), { maxLength: 1100 }).map((bytes) => Uint8Array.from(bytes)),
  )
  fc.assert(
    fc.property(text, (bytes) => {
      const back = unpad(pad(bytes, FLOOR), FLOOR)
      return back.length === bytes.length && back.every((byte, i) => byte === bytes[i])
    }),
  )
})

t.test('refuses what pad would not have written', async (t) => {
  const padded = pad(new Uint8Array(3), FLOOR)
  const refused = {
    nothing: new Uint8Array(0),
    'no mark': new Uint8Array(FLOOR),
    'a size that is no class': padded.subarray(0, FLOOR - 1),
    'a class too large for its text': new Uint8Array(1088).fill(0x80, 3, 4),
    'other bytes after the mark': padded.slice().fill(1, FLOOR - 1),
  }
  for (const [why, bytes] of Object.entries(refused))
    t.throws(() => unpad(bytes, FLOOR), { code: 'padding-invalid' }, why)
})

t.test('knows which sizes are none', async (t) => {
  for (const size of [0, 512, 1025, 1024.5, Number.NaN, Infinity, -1024])
    t.notOk(isPaddedSize(size, FLOOR))
})
