// Frozen examples of each format: a change of format shows here first. Each is read and written again, byte for byte.
import t from 'tap'
import { encodeBase64url, parseBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { encodeGeneralJws, parseGeneralJwsUnsafe } from '../../src/protocol/general-jws.ts'
import { signJws, verifyJws } from '../../src/protocol/jws.ts'
import { openKeyring, sealKeyring } from '../../src/protocol/keyring.ts'
import { openPart, sealPart } from '../../src/protocol/part.ts'
import { parseSealingJwk, sealingKeyFromSeed } from '../../src/protocol/sealing-key.ts'
import {
  isValidSignature,
  parseSigningJwk,
  signingKeyFromSeed,
} from '../../src/protocol/signing-key.ts'
import { encodeSubmission, parseSubmission } from '../../src/protocol/submission.ts'
import generalJws from '../vectors/protocol/accepted/general-jws.json' with { type: 'json' }
import jws from '../vectors/protocol/accepted/jws.json' with { type: 'json' }
import keyring from '../vectors/protocol/accepted/keyring.json' with { type: 'json' }
import part from '../vectors/protocol/accepted/part.json' with { type: 'json' }
import submission from '../vectors/protocol/accepted/submission.json' with { type: 'json' }
import { deterministicRandom } from '../vectors/protocol/deterministic-random.ts'
import { encodeHex, parseHex } from '../vectors/protocol/hex.ts'

t.test('a compact JWS', async (t) => {
  const key = parseSigningJwk(jws.jwk)
  t.equal(key.kid, jws.kid)
  const parsed = verifyJws(jws.text, jws.typ, key)
  t.equal(parseUtf8(parsed.payload), jws.payload)
  t.equal(parsed.digest, jws.digest)
  const signer = signingKeyFromSeed(parseBase64url(jws.seed))
  t.equal(signJws(jws.typ, encodeUtf8(jws.payload), signer), jws.text)
})

t.test('a general JWS', async (t) => {
  const keys = generalJws.seeds.map((seed) => signingKeyFromSeed(parseBase64url(seed)))
  const parsed = parseGeneralJwsUnsafe(generalJws.text)
  t.equal(parsed.typ, generalJws.typ)
  t.equal(parseUtf8(parsed.payload), generalJws.payload)
  t.equal(parsed.digest, generalJws.digest)
  for (const { kid, signingInput, signature } of parsed.signatures)
    t.ok(
      isValidSignature(
        signature,
        signingInput,
        keys.find((key) => key.kid === kid)!,
      ),
    )
  const payload = encodeUtf8(generalJws.payload)
  t.equal(encodeGeneralJws(generalJws.typ, payload, keys), generalJws.text)
})

t.test('a part', async (t) => {
  const { randomness, plaintext, key, ciphertext, ...binding } = part
  const opened = openPart({
    ...binding,
    key: parseBase64url(key),
    ciphertext: parseBase64url(ciphertext),
  })
  t.equal(parseUtf8(opened), plaintext)
  const sealed = sealPart(
    { ...binding, plaintext: encodeUtf8(plaintext) },
    deterministicRandom(randomness),
  )
  t.match(sealed, { digest: part.digest, size: part.size, commitment: part.commitment })
  t.equal(encodeBase64url(sealed.ciphertext), ciphertext)
})

t.test('a keyring', async (t) => {
  const { headDigest, digest } = keyring
  const reader = sealingKeyFromSeed(parseBase64url(keyring.seed))
  t.equal(parseSealingJwk(keyring.jwk).kid, keyring.kid)
  const keys = openKeyring({ headDigest, digest, reader, bytes: parseBase64url(keyring.bytes) })
  t.same(mapped(keys, encodeBase64url), keyring.keys)
  const sealed = sealKeyring({ headDigest, reader, keys }, deterministicRandom(keyring.randomness))
  t.equal(encodeBase64url(sealed.bytes), keyring.bytes)
})

t.test('a submission', async (t) => {
  const parsed = parseSubmission(parseHex(submission.bytes))
  t.equal(parsed.manifest, submission.manifest)
  t.same(mapped(parsed.parts, encodeHex), submission.parts)
  t.same(mapped(parsed.keyrings, encodeHex), submission.keyrings)
  t.equal(encodeHex(encodeSubmission(parsed)), submission.bytes)
})

function mapped<T>(map: ReadonlyMap<string, T>, encode: (value: T) => string): object {
  return Object.fromEntries(Array.from(map, ([name, value]) => [name, encode(value)]))
}
