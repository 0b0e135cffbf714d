import fc from 'fast-check'
import t from 'tap'
import { encodeBase64url, parseBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { parseJwsUnsafe, signJws, verifyJws } from '../../src/protocol/jws.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { generateSigningKey, sign, signingKeyFromSeed } from '../../src/protocol/signing-key.ts'
import jose from '../vectors/protocol/published/jose.json' with { type: 'json' }

const TYP = 'sluss-example+jws'
const key = generateSigningKey()

t.test('signs the text that RFC 8037 signs, to the same signature', async (t) => {
  const { seed, signingInput, signature } = jose.ed25519
  const signed = sign(encodeUtf8(signingInput), signingKeyFromSeed(parseBase64url(seed)))
  t.equal(encodeBase64url(signed), signature)
})

t.test('refuses the algorithm name of RFC 8037, which RFC 9864 deprecates', async (t) => {
  const { signingInput, signature } = jose.ed25519
  t.throws(() => parseJwsUnsafe(`${signingInput}.${signature}`), { code: 'jws-algorithm-refused' })
})

t.test('verify gives back what was signed', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (payload) => {
      const jws = verifyJws(signJws(TYP, payload, key), TYP, key)
      return jws.kid === key.kid && jws.typ === TYP && jws.digest === digestOf(payload)
    }),
  )
})

t.test('refuses a text with any bit flipped', async () => {
  const bytes = encodeUtf8(signJws(TYP, encodeUtf8('{"v":1}'), key))
  fc.assert(
    fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
      const flipped = bytes.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      const text = String.fromCharCode(...flipped)
      try {
        verifyJws(text, TYP, key)
        return false
      } catch (error) {
        return (error as Error).name === 'ProtocolError'
      }
    }),
    { numRuns: 500 },
  )
})

t.test('has one text for one payload and key', async (t) => {
  t.equal(signJws(TYP, encodeUtf8('x'), key), signJws(TYP, encodeUtf8('x'), key))
})

t.test('refuses to sign as a type that would need escapes in the header', async (t) => {
  for (const typ of ['', 'a"b', 'Å', 'x'.repeat(65)])
    t.throws(() => signJws(typ, new Uint8Array(0), key), TypeError)
})
