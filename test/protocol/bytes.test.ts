import fc from 'fast-check'
import t from 'tap'
import { concatBytes, encodeUtf8, equalBytes, parseUtf8 } from '../../src/protocol/bytes.ts'

t.test('joins byte strings in order, the empty ones too', async (t) => {
  t.same(concatBytes(), new Uint8Array(0))
  t.same(
    concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)),
    Uint8Array.of(1, 2, 3),
  )
})

t.test('compares by content and length', async (t) => {
  t.ok(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)))
  t.notOk(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)))
  t.notOk(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0)))
  t.ok(equalBytes(new Uint8Array(0), new Uint8Array(0)))
})

t.test('sees one differing byte wherever it stands, at any alignment', async () => {
  const bytes = fc.uint8Array({ minLength: 4, maxLength: 40 })
  fc.assert(
    fc.property(bytes, fc.nat({ max: 3 }), fc.nat(), (whole, offset, at) => {
      const a = whole.subarray(offset)
      const b = Uint8Array.from(a)
      if (!equalBytes(a, b)) return false
      if (b.length === 0) return true
      b[at % b.length]! ^= 1
      return !equalBytes(a, b)
    }),
    { numRuns: 1000 },
  )
})

t.test('UTF-8 comes back as it was, a byte order mark too', async (t) => {
  t.equal(parseUtf8(encodeUtf8('\ufeffÅsa 🦊')), '\ufeffÅsa 🦊')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => parseUtf8(encodeUtf8(text)) === text),
  )
})

t.test('refuses to encode a lone surrogate instead of writing a replacement', async (t) => {
  t.throws(() => encodeUtf8('\ud800'), TypeError)
})

t.test('refuses bytes that are not UTF-8', async (t) => {
  t.throws(() => parseUtf8(Uint8Array.of(0xc3)), { name: 'ProtocolError', code: 'utf8-invalid' })
})
