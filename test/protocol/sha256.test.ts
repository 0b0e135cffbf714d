import t from 'tap'
import { hmacSha256, sha256 } from '../../src/protocol/sha256.ts'
import { encodeHex, parseHex } from '../vectors/protocol/hex.ts'
import published from '../vectors/protocol/published/hash.json' with { type: 'json' }

t.test('SHA-256 gives the published digest', async (t) => {
  const { message, digest } = published.sha256
  t.equal(encodeHex(sha256(parseHex(message))), digest)
})

t.test('HMAC-SHA256 gives the published code', async (t) => {
  const { key, message, mac } = published.hmacSha256
  t.equal(encodeHex(hmacSha256(parseHex(key), parseHex(message))), mac)
})

t.test('HMAC-SHA256 takes an empty key, as HKDF-Extract without salt needs', async (t) => {
  t.equal(hmacSha256(new Uint8Array(0), new Uint8Array(0)).length, 32)
})
