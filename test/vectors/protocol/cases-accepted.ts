import { encodeBase64url } from '../../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { encodeGeneralJws } from '../../../src/protocol/general-jws.ts'
import { signJws } from '../../../src/protocol/jws.ts'
import { sealKeyring } from '../../../src/protocol/keyring.ts'
import { sealPart } from '../../../src/protocol/part.ts'
import { encodeSealingJwk, sealingKeyFromSeed } from '../../../src/protocol/sealing-key.ts'
import { digestOf } from '../../../src/protocol/sha256.ts'
import { encodeSigningJwk, signingKeyFromSeed } from '../../../src/protocol/signing-key.ts'
import { encodeSubmission } from '../../../src/protocol/submission.ts'
import { deterministicRandom } from './deterministic-random.ts'
import { encodeHex } from './hex.ts'

const TYP = 'sluss-example+jws'
const PAYLOAD = '{"v":1}'
const HEAD = digestOf(encodeUtf8('a head'))
const seedOf = (name: string) => deterministicRandom(`seed of ${name}`)(32)

/** One of each format, with what is needed to read it and to write it again. */
export function acceptedVectors(): Record<string, object> {
  return {
    jws: jwsVector(),
    'general-jws': generalJwsVector(),
    part: partVector(),
    keyring: keyringVector(),
    submission: submissionVector(),
  }
}

function jwsVector(): object {
  const key = signingKeyFromSeed(seedOf('the author'))
  return {
    seed: encodeBase64url(key.seed),
    jwk: encodeSigningJwk(key),
    kid: key.kid,
    typ: TYP,
    payload: PAYLOAD,
    digest: digestOf(encodeUtf8(PAYLOAD)),
    text: signJws(TYP, encodeUtf8(PAYLOAD), key),
  }
}

function generalJwsVector(): object {
  const keys = ['the first custodian', 'the second custodian'].map((name) =>
    signingKeyFromSeed(seedOf(name)),
  )
  return {
    seeds: keys.map(({ seed }) => encodeBase64url(seed)),
    typ: TYP,
    payload: PAYLOAD,
    digest: digestOf(encodeUtf8(PAYLOAD)),
    text: encodeGeneralJws(TYP, encodeUtf8(PAYLOAD), keys),
  }
}

function partVector(): object {
  const plaintext = '{"/example":"a text"}'
  const binding = { headDigest: HEAD, partId: 'p1' }
  const randomness = 'a part'
  const sealed = sealPart(
    { ...binding, plaintext: encodeUtf8(plaintext) },
    deterministicRandom(randomness),
  )
  return {
    ...binding,
    randomness,
    plaintext,
    key: encodeBase64url(sealed.key),
    digest: sealed.digest,
    size: sealed.size,
    commitment: sealed.commitment,
    ciphertext: encodeBase64url(sealed.ciphertext),
  }
}

function keyringVector(): object {
  const reader = sealingKeyFromSeed(seedOf('the reader'))
  const keys = { p1: seedOf('part 1'), p2: seedOf('part 2'), p10: seedOf('part 10') }
  const randomness = 'a keyring'
  const { bytes, digest } = sealKeyring(
    { headDigest: HEAD, reader, keys: new Map(Object.entries(keys)) },
    deterministicRandom(randomness),
  )
  return {
    headDigest: HEAD,
    randomness,
    seed: encodeBase64url(reader.seed),
    jwk: encodeSealingJwk(reader),
    kid: reader.kid,
    keys: Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, encodeBase64url(key)])),
    digest,
    bytes: encodeBase64url(bytes),
  }
}

function submissionVector(): object {
  const manifest = 'a.b.c'
  const parts = { p1: Uint8Array.of(1, 2, 3), p10: Uint8Array.of(4), p2: new Uint8Array(0) }
  const keyrings = { 'agency/function': Uint8Array.of(5), 'b/c': Uint8Array.of(6) }
  const bytes = encodeSubmission({
    manifest,
    parts: new Map(Object.entries(parts)),
    keyrings: new Map(Object.entries(keyrings)),
  })
  const inHex = (strings: Record<string, Uint8Array>) =>
    Object.fromEntries(Object.entries(strings).map(([name, value]) => [name, encodeHex(value)]))
  return { manifest, parts: inHex(parts), keyrings: inHex(keyrings), bytes: encodeHex(bytes) }
}
