import fc from 'fast-check'
import t from 'tap'
import { encodeBase64url, parseBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import published from '../vectors/protocol/published/base64.json' with { type: 'json' }

for (const { text, encoded } of published.vectors) {
  t.test(`encodes and decodes "${text}" as RFC 4648 does`, async (t) => {
    t.equal(encodeBase64url(encodeUtf8(text)), encoded)
    t.same(parseBase64url(encoded), encodeUtf8(text))
  })
}

t.test('writes the two symbols that differ from base64', async (t) => {
  t.equal(encodeBase64url(Uint8Array.of(0xfb, 0xff)), '-_8')
})

t.test('decode inverts encode', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const decoded = parseBase64url(encodeBase64url(bytes))
      return decoded.length === bytes.length && decoded.every((byte, i) => byte === bytes[i])
    }),
  )
})

t.test('accepts no text that encode would not have written', async () => {
  const symbols = fc.constantFrom(...'ABZabz059-_+/= é')
  fc.assert(
    fc.property(fc.string({ unit: symbols, maxLength: 12 }), (text) => {
      try {
        return encodeBase64url(parseBase64url(text)) === text
      } catch {
        return true
      }
    }),
    { numRuns: 1000 },
  )
})
