import fc from 'fast-check'
import t from 'tap'
import * as node from '../../src/protocol/node/primitives.ts'
import * as plain from '../../src/protocol/primitives.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'

const bytes = fc.uint8Array({ maxLength: 200 })

t.test('has the same members in Node as elsewhere', async (t) => {
  t.same(Object.keys(node).sort(), Object.keys(plain).sort())
})

t.test('is what Node imports as #primitives', async (t) => {
  t.equal(await import('#primitives'), node)
})

t.test('hashes the same in Node as elsewhere', async () => {
  fc.assert(
    fc.property(bytes, bytes, (key, message) => {
      return (
        same(node.sha256(message), plain.sha256(message)) &&
        same(node.hmacSha256(key, message), plain.hmacSha256(key, message)) &&
        node.hmacSha256Base64url(key, message) === plain.hmacSha256Base64url(key, message)
      )
    }),
  )
})

t.test('hashes a text as its UTF-8, short or long, in Node as elsewhere', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 5000, size: 'max' })
  fc.assert(
    fc.property(bytes, text, (key, message) => {
      const encoded = new TextEncoder().encode(message)
      return [node, plain].every(
        (one) =>
          same(one.sha256(message), one.sha256(encoded)) &&
          same(one.hmacSha256(key, message), one.hmacSha256(key, encoded)) &&
          one.hmacSha256Base64url(key, message) === one.hmacSha256Base64url(key, encoded),
      )
    }),
  )
})

t.test('hashes stretches of bytes as it hashes each of them, in Node as elsewhere', async () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat({ max: 200 })), (message, cuts) => {
      const bounds = Uint32Array.from(
        cuts.flatMap((cut) => [Math.min(cut, message.length), message.length]),
      )
      const each = cuts.map((cut) => [...plain.sha256(message.subarray(cut))]).flat()
      return (
        same(node.sha256Each(message, bounds), Uint8Array.from(each)) &&
        same(plain.sha256Each(message, bounds), Uint8Array.from(each))
      )
    }),
  )
})

t.test('signs the same in Node as elsewhere', async () => {
  const key = generateSigningKey()
  fc.assert(
    fc.property(bytes, (message) =>
      same(node.signEd25519(message, key), plain.signEd25519(message, key)),
    ),
  )
})

t.test('writes and reads base64url the same in Node as elsewhere', async () => {
  fc.assert(
    fc.property(bytes, (message) => {
      const text = node.writeBase64url(message)
      return text === plain.writeBase64url(message) && same(node.readBase64url(text)!, message)
    }),
  )
})

t.test('refuses the same texts as base64url in Node as elsewhere', async (t) => {
  const symbol = fc.constantFrom(
    ...'ABQgw048-_',
    '+',
    '/',
    '=',
    ' ',
    '\n',
    'å',
    '\u{1f4a9}',
    '\0',
    '.',
  )
  fc.assert(
    fc.property(fc.array(symbol, { maxLength: 9 }), (symbols) => {
      const text = symbols.join('')
      const [one, other] = [node.readBase64url(text), plain.readBase64url(text)]
      return one === undefined || other === undefined ? one === other : same(one, other)
    }),
    { numRuns: 5_000 },
  )
  for (const text of ['A', 'AB', 'AAB', 'AA==', 'AA A', 'A+AA', 'A/AA', '=', 'AAAA\n']) {
    t.equal(node.readBase64url(text), undefined, JSON.stringify(text))
    t.equal(plain.readBase64url(text), undefined, JSON.stringify(text))
  }
})

/** The same bytes in an array of the same kind: never a Buffer. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.constructor === Uint8Array && b.constructor === Uint8Array && a.join() === b.join()
}
