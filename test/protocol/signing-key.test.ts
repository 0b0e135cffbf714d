import fc from 'fast-check'
import t from 'tap'
import { parseBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import {
  encodeSigningJwk,
  generateSigningKey,
  isValidSignature,
  parseSigningJwk,
  sign,
  signingKeyFromSeed,
} from '../../src/protocol/signing-key.ts'
import { encodeHex, parseHex } from '../vectors/protocol/hex.ts'
import published from '../vectors/protocol/published/ed25519.json' with { type: 'json' }
import jose from '../vectors/protocol/published/jose.json' with { type: 'json' }

for (const [index, vector] of published.vectors.entries()) {
  t.test(`signs as RFC 8032 test ${index + 1}`, async (t) => {
    const key = signingKeyFromSeed(parseHex(vector.seed))
    const message = parseHex(vector.message)
    t.equal(encodeHex(key.publicKey), vector.publicKey)
    t.equal(encodeHex(sign(message, key)), vector.signature)
    t.ok(isValidSignature(parseHex(vector.signature), message, key))
  })
}

t.test('writes the key of RFC 8037 and names it by its thumbprint', async (t) => {
  const key = signingKeyFromSeed(parseBase64url(jose.ed25519.seed))
  t.same(encodeSigningJwk(key), jose.ed25519.jwk)
  t.equal(key.kid, jose.ed25519.thumbprint)
  t.equal(parseSigningJwk(jose.ed25519.jwk).kid, jose.ed25519.thumbprint)
})

t.test('reads the keys that it writes', async (t) => {
  const { kid, publicKey } = generateSigningKey()
  t.same(parseSigningJwk(encodeSigningJwk({ kid, publicKey })), { kid, publicKey })
})

t.test('refuses a signature, a message or a key with any bit flipped', async () => {
  const key = generateSigningKey()
  const message = encodeUtf8('Example of Ed25519 signing')
  const signature = sign(message, key)
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom('signature', 'message', 'key'), (bit, where) => {
      if (where === 'signature') return !isValidSignature(flipped(signature, bit), message, key)
      if (where === 'message') return !isValidSignature(signature, flipped(message, bit), key)
      const publicKey = flipped(key.publicKey, bit)
      return !isValidSignature(signature, message, { ...key, publicKey })
    }),
  )
})

t.test('calls a signature of the wrong length invalid', async (t) => {
  const key = generateSigningKey()
  t.notOk(isValidSignature(new Uint8Array(63), new Uint8Array(0), key))
  t.notOk(isValidSignature(new Uint8Array(0), new Uint8Array(0), key))
})

t.test('refuses a seed of another length as a mistake of the caller', async (t) => {
  t.throws(() => signingKeyFromSeed(new Uint8Array(31)), TypeError)
})

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice()
  const index = bit % (copy.length * 8)
  copy[index >> 3]! ^= 1 << (index & 7)
  return copy
}
