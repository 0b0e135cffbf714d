import fc from 'fast-check'
import t from 'tap'
import { encodeSubmission, manifestOffset, parseSubmission } from '../../src/protocol/submission.ts'
import { encodeHex } from '../vectors/protocol/hex.ts'

const submission = fc.record({
  manifest: fc.string({ unit: 'binary' }),
  parts: fc
    .dictionary(
      fc.integer({ min: 1, max: 99 }).map((n) => `p${n}`),
      fc.uint8Array(),
    )
    .map((parts) => new Map(Object.entries(parts))),
  keyrings: fc
    .dictionary(fc.constantFrom('a/b', 'polisen-sydlanda/utredning'), fc.uint8Array())
    .map((keyrings) => new Map(Object.entries(keyrings))),
})

t.test('parse inverts encode', async () => {
  fc.assert(
    fc.property(submission, (value) => {
      const parsed = parseSubmission(encodeSubmission(value))
      return (
        parsed.manifest === value.manifest &&
        show(parsed.parts) === show(value.parts) &&
        show(parsed.keyrings) === show(value.keyrings)
      )
    }),
  )
})

t.test('with any bit flipped is refused or another submission', async () => {
  const bytes = encodeSubmission({
    manifest: 'a.b.c',
    parts: new Map([['p1', Uint8Array.of(1, 2, 3)]]),
    keyrings: new Map([['a/b', Uint8Array.of(4)]]),
  })
  fc.assert(
    fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
      const flipped = bytes.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      try {
        return encodeHex(encodeSubmission(parseSubmission(flipped))) === encodeHex(flipped)
      } catch (error) {
        return (error as { code?: unknown }).code === 'submission-invalid'
      }
    }),
    { numRuns: 400 },
  )
})

function show(map: ReadonlyMap<string, Uint8Array>): string {
  return [...map]
    .map(([name, bytes]) => `${name}=${encodeHex(bytes)}`)
    .sort()
    .join()
}

t.test('a submission ends with the text of its manifest', async (t) => {
  const bytes = encodeSubmission({ manifest: 'a.b.c', parts: new Map(), keyrings: new Map() })
  t.equal(manifestOffset(bytes, 'a.b.c'), bytes.length - 5)
  t.throws(() => manifestOffset(bytes, 'a.b.d'), TypeError)
  t.throws(() => manifestOffset(new Uint8Array(2), 'a.b.c'), TypeError)
})
