import fc from 'fast-check'
import t from 'tap'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import {
  addSignature,
  encodeGeneralJws,
  parseGeneralJwsUnsafe,
} from '../../src/protocol/general-jws.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { generateSigningKey, isValidSignature } from '../../src/protocol/signing-key.ts'

const TYP = 'sluss-example+jws'
const payload = encodeUtf8('{"v":1}')
const keys = [generateSigningKey(), generateSigningKey(), generateSigningKey()]
const byKid = new Map(keys.map((key) => [key.kid, key]))

t.test('reads what it writes, with every signature valid', async (t) => {
  const parsed = parseGeneralJwsUnsafe(encodeGeneralJws(TYP, payload, keys))
  t.match(parsed, { typ: TYP, digest: digestOf(payload) })
  t.same(parsed.payload, payload)
  t.same(
    parsed.signatures.map(({ kid }) => kid),
    [...byKid.keys()].sort(),
  )
  for (const { kid, signingInput, signature } of parsed.signatures)
    t.ok(isValidSignature(signature, signingInput, byKid.get(kid)!))
})

t.test('is the same text whoever signs first', async () => {
  const text = encodeGeneralJws(TYP, payload, keys)
  fc.assert(
    fc.property(fc.shuffledSubarray(keys, { minLength: 3 }), ([first, ...others]) => {
      const start = encodeGeneralJws(TYP, payload, [first!])
      return others.reduce(addSignature, start) === text
    }),
    { numRuns: 20 },
  )
})

t.test('has the same identity with one signature as with three', async (t) => {
  const one = parseGeneralJwsUnsafe(encodeGeneralJws(TYP, payload, keys.slice(0, 1)))
  const three = parseGeneralJwsUnsafe(encodeGeneralJws(TYP, payload, keys))
  t.equal(one.digest, three.digest)
})

t.test('lets no key sign twice', async (t) => {
  const text = encodeGeneralJws(TYP, payload, keys)
  t.throws(() => addSignature(text, keys[0]!), { code: 'jws-kid-repeated' })
  t.throws(() => encodeGeneralJws(TYP, payload, [keys[0]!, keys[0]!]), { code: 'jws-kid-repeated' })
})

t.test('refuses to write without a key', async (t) => {
  t.throws(() => encodeGeneralJws(TYP, payload, []), TypeError)
})

t.test('with any bit flipped is refused or loses the signatures that covered it', async () => {
  const bytes = encodeUtf8(encodeGeneralJws(TYP, payload, keys))
  fc.assert(
    fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
      const flipped = bytes.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      try {
        const parsed = parseGeneralJwsUnsafe(String.fromCharCode(...flipped))
        return !parsed.signatures.every(({ kid, signingInput, signature }) => {
          const key = byKid.get(kid)
          return key !== undefined && isValidSignature(signature, signingInput, key)
        })
      } catch (error) {
        return (error as Error).name === 'ProtocolError'
      }
    }),
    { numRuns: 500 },
  )
})

t.test(
  'reads very many signatures over a long payload without a copy of it for each',
  async (t) => {
    const headerOf = (kid: string) =>
      encodeBase64url(encodeUtf8(`{"alg":"Ed25519","kid":"${kid}","typ":"${TYP}"}`))
    const kids = Array.from({ length: 8_000 }, (_, i) => digestOf(encodeUtf8(String(i)))).sort()
    const text = JSON.stringify({
      payload: encodeBase64url(new Uint8Array(1_500_000)),
      signatures: kids.map((kid) => ({
        protected: headerOf(kid),
        signature: encodeBase64url(new Uint8Array(64)),
      })),
    })
    // 4 MB, as much as a stranger may send; with copies it would be 16 GB.
    t.equal(parseGeneralJwsUnsafe(text).signatures.length, kids.length)
  },
)
