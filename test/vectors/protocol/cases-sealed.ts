import { encodeBase64url } from '../../../src/protocol/base64url.ts'
import { concatBytes, encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { encodeCbor } from '../../../src/protocol/cbor.ts'
import type { CborValue } from '../../../src/protocol/cbor.ts'
import { commitmentOf } from '../../../src/protocol/commitment.ts'
import { sealBase } from '../../../src/protocol/hpke.ts'
import { sealKeyring } from '../../../src/protocol/keyring.ts'
import { pad } from '../../../src/protocol/padding.ts'
import { sealPart } from '../../../src/protocol/part.ts'
import { sealingKeyFromSeed } from '../../../src/protocol/sealing-key.ts'
import { digestOf } from '../../../src/protocol/sha256.ts'
import { sodium } from '../../../src/protocol/sodium.ts'
import { encodeSubmission } from '../../../src/protocol/submission.ts'
import { deterministicRandom } from './deterministic-random.ts'
import { encodeHex } from './hex.ts'
import type { Refused } from './refused.ts'

const random = deterministicRandom('sluss test seals')
const HEAD = digestOf(encodeUtf8('a head'))
const OTHER_HEAD = digestOf(encodeUtf8('another head'))
const TEXT = encodeUtf8('{"/example":"a text"}')
const READER = sealingKeyFromSeed(random(32))
const OTHER_READER = sealingKeyFromSeed(random(32))

/** What is refused of parts, keyrings and submissions. */
export function sealedCases(): Record<string, Refused> {
  return { ...partCases(), ...keyringCases(), ...submissionCases() }
}

function partCases(): Record<string, Refused> {
  const opening = random(32)
  const sealed = sealPart({ headDigest: HEAD, partId: 'p1', plaintext: TEXT, opening }, random)
  const valid = { headDigest: HEAD, partId: 'p1', ...sealed }
  const shortened = sealed.ciphertext.subarray(0, -1)
  const altered = sealed.ciphertext.slice()
  altered[100]! ^= 1
  const padded = pad(TEXT, 1024)
  const dirty = padded.slice()
  dirty[1023] = 1
  const unmarked = new Uint8Array(1024)
  const roomy = concatBytes(padded, new Uint8Array(1024))
  const otherOpening = random(32)
  const cases: Record<string, readonly [string, typeof valid]> = {
    'other-bytes': ['part-digest-mismatch', { ...valid, ciphertext: altered }],
    'altered-under-a-right-digest': [
      'part-open-failed',
      { ...valid, ciphertext: altered, digest: digestOf(altered) },
    ],
    'cut-short': [
      'part-size-mismatch',
      { ...valid, ciphertext: shortened, digest: digestOf(shortened) },
    ],
    'size-stated-larger': ['part-size-mismatch', { ...valid, size: 1088 }],
    'size-not-a-class': [
      'part-size-mismatch',
      { ...valid, ...resealed(opening, concatBytes(padded, Uint8Array.of(0)), sealed.key) },
    ],
    'size-below-the-floor': [
      'part-size-mismatch',
      { ...valid, ...resealed(opening, padded.subarray(0, 512), sealed.key) },
    ],
    'size-not-an-integer': ['part-size-mismatch', { ...valid, size: 1024.5 }],
    'from-another-disclosure': ['part-open-failed', { ...valid, headDigest: OTHER_HEAD }],
    'under-another-id': ['part-open-failed', { ...valid, partId: 'p2' }],
    'with-another-key': ['part-open-failed', { ...valid, key: random(32) }],
    'commitment-to-another-text': [
      'part-commitment-mismatch',
      { ...valid, commitment: commitmentOf(encodeUtf8('another text'), opening) },
    ],
    'commitment-under-another-opening': [
      'part-commitment-mismatch',
      { ...valid, commitment: commitmentOf(TEXT, otherOpening) },
    ],
    'commitment-cut-short': [
      'part-commitment-mismatch',
      { ...valid, commitment: sealed.commitment.slice(0, -1) },
    ],
    'padding-not-zero': ['part-open-failed', { ...valid, ...resealed(opening, dirty, sealed.key) }],
    'padding-without-mark': [
      'part-open-failed',
      { ...valid, ...resealed(opening, unmarked, sealed.key) },
    ],
    'padding-beyond-its-class': [
      'part-open-failed',
      { ...valid, ...resealed(opening, roomy, sealed.key) },
    ],
  }
  return Object.fromEntries(
    Object.entries(cases).map(([name, [expect, part]]) => [
      `part/${name}`,
      {
        format: 'part',
        expect,
        ...part,
        key: encodeBase64url(part.key),
        ciphertext: encodeBase64url(part.ciphertext),
      },
    ]),
  )
}

/** A part with exactly these padded bytes, as a careless or hostile author would seal it. */
function resealed(opening: Uint8Array, padded: Uint8Array, key: Uint8Array) {
  const nonce = random(24)
  const aad = encodeUtf8(`sluss/part/v1\0${HEAD}\0p1`)
  const message = concatBytes(opening, padded)
  const ciphertext = concatBytes(
    nonce,
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(message, aad, null, nonce, key),
  )
  return { ciphertext, digest: digestOf(ciphertext), size: padded.length }
}

function keyringCases(): Record<string, Refused> {
  const keys = new Map([['p1', random(32)]])
  const sealed = sealKeyring({ headDigest: HEAD, reader: READER, keys }, random)
  const valid = { headDigest: HEAD, seed: READER.seed, ...sealed }
  const altered = (index: number) => {
    const bytes = sealed.bytes.slice()
    bytes[index]! ^= 1
    return { bytes, digest: digestOf(bytes) }
  }
  const holding = (text: Uint8Array) => sealText(pad(text, 512))
  const cases: Record<string, readonly [string, typeof valid]> = {
    'other-bytes': ['keyring-digest-mismatch', { ...valid, digest: digestOf(TEXT) }],
    'cut-short': [
      'keyring-digest-mismatch',
      { ...valid, bytes: sealed.bytes.subarray(1), digest: digestOf(sealed.bytes.subarray(1)) },
    ],
    'for-another-reader': ['keyring-open-failed', { ...valid, seed: OTHER_READER.seed }],
    'from-another-disclosure': ['keyring-open-failed', { ...valid, headDigest: OTHER_HEAD }],
    'ml-kem-ciphertext-altered': ['keyring-open-failed', { ...valid, ...altered(0) }],
    'x25519-key-altered': ['keyring-open-failed', { ...valid, ...altered(1100) }],
    'ciphertext-altered': ['keyring-open-failed', { ...valid, ...altered(1120) }],
    'tag-altered': ['keyring-open-failed', { ...valid, ...altered(sealed.bytes.length - 1) }],
    'holds-no-map': ['keyring-open-failed', { ...valid, ...holding(encodeCbor([random(32)])) }],
    'holds-a-short-key': [
      'keyring-open-failed',
      { ...valid, ...holding(encodeCbor(new Map([['p1', random(31)]]))) },
    ],
    'holds-a-strange-part-id': [
      'keyring-open-failed',
      { ...valid, ...holding(encodeCbor(new Map([['p01', random(32)]]))) },
    ],
    'holds-text': ['keyring-open-failed', { ...valid, ...holding(TEXT) }],
    'padding-without-mark': ['keyring-open-failed', { ...valid, ...sealText(new Uint8Array(512)) }],
  }
  return Object.fromEntries(
    Object.entries(cases).map(([name, [expect, keyring]]) => [
      `keyring/${name}`,
      {
        format: 'keyring',
        expect,
        ...keyring,
        seed: encodeBase64url(keyring.seed),
        bytes: encodeBase64url(keyring.bytes),
      },
    ]),
  )
}

/** A keyring that holds this text instead of keys, otherwise in order. */
function sealText(plaintext: Uint8Array) {
  const info = encodeUtf8(`sluss/keyring/v1\0${HEAD}\0${READER.kid}`)
  const message = { recipient: READER, info, aad: new Uint8Array(0), plaintext }
  const { enc, ciphertext } = sealBase(message, random)
  const bytes = concatBytes(enc, ciphertext)
  return { bytes, digest: digestOf(bytes) }
}

function submissionCases(): Record<string, Refused> {
  const bytes = Uint8Array.of(1, 2, 3)
  const fields = {
    v: 1,
    manifest: 'a.b.c',
    parts: map({ p1: bytes }),
    keyrings: map({ 'a/b': bytes }),
  }
  const valid = encodeSubmission({
    manifest: 'a.b.c',
    parts: new Map([['p1', bytes]]),
    keyrings: new Map([['a/b', bytes]]),
  })
  const hex = encodeHex(valid)
  const encoded = (changes: Readonly<Record<string, CborValue>>) =>
    encodeHex(encodeCbor(map({ ...fields, ...changes })))
  const { keyrings: _, ...withoutKeyrings } = fields
  const inputs: Record<string, string> = {
    'not-cbor': encodeHex(encodeUtf8('{"v":1}')),
    empty: '',
    'cut-short': hex.slice(0, -2),
    'trailing-byte': `${hex}00`,
    'a-list': encodeHex(encodeCbor([1, 2, 3])),
    'other-version': encoded({ v: 2 }),
    'version-as-text': encoded({ v: '1' }),
    'unknown-field': encoded({ note: 'x' }),
    'keyrings-missing': encodeHex(encodeCbor(map(withoutKeyrings))),
    'manifest-as-bytes': encoded({ manifest: bytes }),
    'parts-a-list': encoded({ parts: [bytes] }),
    'part-as-text': encoded({ parts: map({ p1: 'text where ciphertext belongs' }) }),
    'part-id-p0': encoded({ parts: map({ p0: bytes }) }),
    'part-id-p100': encoded({ parts: map({ p100: bytes }) }),
    'keyring-as-text': encoded({ keyrings: map({ 'a/b': 'x' }) }),
    // The same value in other spellings (RFC 8949 §4.2.1 allows one).
    'length-not-shortest': hex.replace('617601', '61761801'),
    'indefinite-length': `bf${hex.slice(2)}ff`,
    'repeated-key': `a5617601${hex.slice(2)}`,
    'keys-in-other-order': moveFirstFieldLast(hex),
    'number-as-float': hex.replace('617601', '6176f93c00'),
    tagged: `d9d9f7${hex}`,
  }
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      `submission/${name}`,
      { format: 'submission', expect: 'submission-invalid', bytes: input },
    ]),
  )
}

function map(fields: Readonly<Record<string, CborValue>>): ReadonlyMap<string, CborValue> {
  return new Map(Object.entries(fields))
}

/** `v` is the shortest key and so the first; here it comes last. */
function moveFirstFieldLast(hex: string): string {
  return `${hex.slice(0, 2)}${hex.slice(2 + 6)}${hex.slice(2, 2 + 6)}`
}
