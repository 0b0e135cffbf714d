import { encodeBase64url, parseBase64url } from '../../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { encodeGeneralJws } from '../../../src/protocol/general-jws.ts'
import { encodeJwsHeader, signJws } from '../../../src/protocol/jws.ts'
import { encodeSealingJwk, sealingKeyFromSeed } from '../../../src/protocol/sealing-key.ts'
import { encodeSigningJwk, sign, signingKeyFromSeed } from '../../../src/protocol/signing-key.ts'
import type { SigningKey } from '../../../src/protocol/signing-key.ts'
import { sodium } from '../../../src/protocol/sodium.ts'
import { deterministicRandom } from './deterministic-random.ts'
import { parseHex } from './hex.ts'
import type { Refused } from './refused.ts'

const random = deterministicRandom('sluss test keys')
const KEY = signingKeyFromSeed(random(32))
const OTHER_KEY = signingKeyFromSeed(random(32))
const SEALING_KEY = sealingKeyFromSeed(random(32))

const TYP = 'sluss-example+jws'
const PAYLOAD = encodeUtf8('{"v":1}')
const JWS = signJws(TYP, PAYLOAD, KEY)
const [HEADER, BODY, SIGNATURE] = JWS.split('.') as [string, string, string]

/** The order of the group (RFC 8032 §5.1), little-endian: added to S, it gives a second signature that naive verifiers accept. */
const ORDER = parseHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')

/** What is refused of keys and signatures. */
export function signedCases(): Record<string, Refused> {
  return { ...signingKeyCases(), ...sealingKeyCases(), ...jwsCases(), ...generalJwsCases() }
}

function signingKeyCases(): Record<string, Refused> {
  const jwk = encodeSigningJwk(KEY)
  const points: Record<string, readonly [string, string]> = {
    // The eight points of small order, canonically encoded, by their order: the torsion group of the curve.
    'small-order-1': ['key-small-order', `01${'00'.repeat(31)}`],
    'small-order-2': ['key-small-order', `ec${'ff'.repeat(30)}7f`],
    'small-order-4': ['key-small-order', '00'.repeat(32)],
    'small-order-4-negative': ['key-small-order', `${'00'.repeat(31)}80`],
    'small-order-8': [
      'key-small-order',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    ],
    'small-order-8-negative': [
      'key-small-order',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    ],
    'small-order-8-second': [
      'key-small-order',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    ],
    'small-order-8-second-negative': [
      'key-small-order',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    ],
    'not-canonical-identity': ['key-small-order', `ee${'ff'.repeat(30)}7f`],
    'not-canonical': ['key-invalid', nonCanonicalPoint()],
    'not-on-the-curve': ['key-invalid', `02${'00'.repeat(31)}`],
  }
  const jwks: Record<string, unknown> = {
    'with-private-member': { ...jwk, d: encodeBase64url(KEY.seed) },
    'with-kid': { ...jwk, kid: KEY.kid },
    'without-x': { kty: 'OKP', crv: 'Ed25519' },
    'other-curve': { ...jwk, crv: 'X25519' },
    'other-type': { ...jwk, kty: 'EC' },
    'x-short': { ...jwk, x: encodeBase64url(KEY.publicKey.subarray(1)) },
    'x-not-canonical': { ...jwk, x: withUnusedBits(jwk.x) },
    'x-a-number': { ...jwk, x: 1 },
    'an-array': [jwk.kty, jwk.crv, jwk.x],
    'nothing-at-all': null,
    'component-of-small-order': { ...jwk, x: encodeBase64url(mixedOrderPoint()) },
  }
  const cases: Record<string, Refused> = {}
  for (const [name, [expect, hex]] of Object.entries(points))
    cases[`signing-key/${name}`] = {
      format: 'signing-key',
      expect,
      jwk: { ...jwk, x: encodeBase64url(parseHex(hex)) },
    }
  for (const [name, value] of Object.entries(jwks))
    cases[`signing-key/${name}`] = { format: 'signing-key', expect: 'key-invalid', jwk: value }
  return cases
}

/** y = p + 3 with y = 3 on the curve: the same point as 3 reduced, in an encoding that RFC 8032 §5.1.3 refuses. */
function nonCanonicalPoint(): string {
  return `f0${'ff'.repeat(30)}7f`
}

/** A key plus a point of order eight: signatures under it verify in some libraries and not in others. */
function mixedOrderPoint(): Uint8Array {
  const small = parseHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
  return sodium.crypto_core_ed25519_add(KEY.publicKey, small)
}

function sealingKeyCases(): Record<string, Refused> {
  const jwk = encodeSealingJwk(SEALING_KEY)
  const coefficient = SEALING_KEY.publicKey.slice()
  coefficient.set([0xff, 0x0f]) // 4095, not below 3329
  const smallOrder = SEALING_KEY.publicKey.slice()
  smallOrder.fill(0, 1184)
  const jwks: Record<string, unknown> = {
    'coefficient-not-reduced': { ...jwk, pub: encodeBase64url(coefficient) },
    'x25519-of-small-order': { ...jwk, pub: encodeBase64url(smallOrder) },
    'pub-short': { ...jwk, pub: encodeBase64url(SEALING_KEY.publicKey.subarray(1)) },
    'other-algorithm': { ...jwk, alg: 'ML-KEM-768' },
    'with-private-member': { ...jwk, priv: encodeBase64url(SEALING_KEY.seed) },
    'pub-not-base64url': { ...jwk, pub: '=' },
  }
  return Object.fromEntries(
    Object.entries(jwks).map(([name, value]) => [
      `sealing-key/${name}`,
      { format: 'sealing-key', expect: 'key-invalid', jwk: value },
    ]),
  )
}

function jwsCases(): Record<string, Refused> {
  const headers: Record<string, readonly [string, string]> = {
    'algorithm-none': ['jws-algorithm-refused', header({ alg: 'none' })],
    'algorithm-eddsa': ['jws-algorithm-refused', header({ alg: 'EdDSA' })],
    'algorithm-hs256': ['jws-algorithm-refused', header({ alg: 'HS256' })],
    'algorithm-missing': ['jws-algorithm-refused', `{"kid":"${KEY.kid}","typ":"${TYP}"}`],
    crit: ['jws-header-refused', header({ crit: ['exp'] })],
    'key-in-header': ['jws-header-refused', header({ jwk: encodeSigningJwk(KEY) })],
    'key-url-in-header': ['jws-header-refused', header({ jku: 'https://example.test/keys' })],
    'certificate-url-in-header': ['jws-header-refused', header({ x5u: 'https://example.test/c' })],
    'unknown-member-in-header': ['jws-header-refused', header({ b64: false })],
    'typ-missing': ['jws-header-refused', `{"alg":"Ed25519","kid":"${KEY.kid}"}`],
    'typ-of-strange-characters': ['jws-header-refused', header({ typ: 'a"b' })],
    'kid-missing': ['jws-header-refused', `{"alg":"Ed25519","typ":"${TYP}"}`],
    'kid-with-unused-bits-set': ['jws-header-refused', header({ kid: withUnusedBits(KEY.kid) })],
    'kid-not-a-thumbprint': ['jws-header-refused', header({ kid: 'key-1' })],
    'header-a-list': ['jws-header-refused', '["Ed25519"]'],
    'header-not-json': ['jws-header-refused', 'Ed25519'],
    'header-repeats-a-member': ['jws-header-refused', header({}).replace('{', '{"alg":"none",')],
    'header-in-other-order': [
      'jws-not-canonical',
      `{"typ":"${TYP}","alg":"Ed25519","kid":"${KEY.kid}"}`,
    ],
    'header-with-white-space': ['jws-not-canonical', header({}).replace(',', ', ')],
    'header-with-escapes': ['jws-not-canonical', header({}).replace('sluss', '\\u0073luss')],
  }
  const texts: Record<string, readonly [string, string]> = {
    'typ-wrong': ['jws-typ-wrong', signJws('sluss-other+jws', PAYLOAD, KEY)],
    'kid-of-another-key': ['jws-kid-mismatch', signJws(TYP, PAYLOAD, OTHER_KEY)],
    'signature-by-another-key': ['jws-signature-invalid', signInput(HEADER, OTHER_KEY)],
    'signature-of-another-payload': [
      'jws-signature-invalid',
      `${HEADER}.${encodeBase64url(encodeUtf8('{"v":2}'))}.${SIGNATURE}`,
    ],
    'signature-plus-group-order': ['jws-signature-invalid', `${HEADER}.${BODY}.${malleated()}`],
    'signature-short': ['jws-signature-invalid', `${HEADER}.${BODY}.${SIGNATURE.slice(0, -6)}`],
    'signature-missing': ['jws-signature-invalid', `${HEADER}.${BODY}.`],
    'signature-unused-bits-set': ['jws-not-canonical', withUnusedBits(JWS)],
    'signature-padding': ['jws-not-canonical', `${JWS}==`],
    'signature-white-space': ['jws-not-canonical', `${JWS}\n`],
    'payload-padding': ['jws-not-canonical', `${HEADER}.${BODY}==.${SIGNATURE}`],
    'payload-unused-bits-set': [
      'jws-not-canonical',
      `${HEADER}.${withUnusedBits(BODY)}.${SIGNATURE}`,
    ],
    'two-parts': ['jws-not-canonical', `${HEADER}.${BODY}`],
    'five-parts': ['jws-not-canonical', `${JWS}.${BODY}.${SIGNATURE}`],
    empty: ['jws-not-canonical', ''],
  }
  const cases: Record<string, Refused> = {}
  for (const [name, [expect, json]] of Object.entries(headers))
    cases[`jws/${name}`] = jwsCase(expect, signInput(encodeBase64url(encodeUtf8(json)), KEY))
  for (const [name, [expect, text]] of Object.entries(texts))
    cases[`jws/${name}`] = jwsCase(expect, text)
  return cases
}

function jwsCase(expect: string, text: string): Refused {
  return { format: 'jws', expect, typ: TYP, jwk: encodeSigningJwk(KEY), text }
}

/** The protected header with some members changed or added. */
function header(changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ alg: 'Ed25519', kid: KEY.kid, typ: TYP, ...changes })
}

/** A correctly signed JWS with whatever header is wanted. */
function signInput(encodedHeader: string, key: SigningKey): string {
  const input = `${encodedHeader}.${BODY}`
  return `${input}.${encodeBase64url(sign(encodeUtf8(input), key))}`
}

/** The signature with the group order added to S (RFC 8032 §8.4, malleability). */
function malleated(): string {
  const signature = parseBase64url(SIGNATURE)
  let carry = 0
  for (const [i, byte] of ORDER.entries()) {
    const sum = signature[32 + i]! + byte + carry
    signature[32 + i] = sum & 0xff
    carry = sum >> 8
  }
  return encodeBase64url(signature)
}

/** The same bytes for a lenient decoder: the lowest bit of the last symbol set. */
function withUnusedBits(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.slice(-1)) | 1]!
}

function generalJwsCases(): Record<string, Refused> {
  const text = encodeGeneralJws(TYP, PAYLOAD, [KEY, OTHER_KEY])
  const value = JSON.parse(text) as {
    payload: string
    signatures: { protected: string; signature: string }[]
  }
  const [first, second] = value.signatures as [{ protected: string; signature: string }, object]
  const other = JSON.parse(
    encodeGeneralJws('sluss-other+jws', PAYLOAD, [OTHER_KEY, KEY]),
  ) as typeof value
  const write = (changes: object) => JSON.stringify({ ...value, ...changes })
  const texts: Record<string, readonly [string, string]> = {
    'signatures-unsorted': ['jws-not-canonical', write({ signatures: [second, first] })],
    'key-signs-twice': ['jws-kid-repeated', write({ signatures: [first, first, second] })],
    'no-signatures': ['jws-not-canonical', write({ signatures: [] })],
    'signatures-missing': ['jws-not-canonical', JSON.stringify({ payload: value.payload })],
    'different-types': ['jws-header-refused', write({ signatures: [first, other.signatures[1]] })],
    'unprotected-header': [
      'jws-not-canonical',
      write({ signatures: [{ ...first, header: { kid: 'x' } }, second] }),
    ],
    'surplus-member': ['jws-not-canonical', write({ note: 'x' })],
    'repeated-member': ['jws-not-canonical', text.replace('{', `{"payload":"${value.payload}",`)],
    'white-space': ['jws-not-canonical', text.replace(',', ', ')],
    'payload-not-canonical': [
      'jws-not-canonical',
      write({ payload: withUnusedBits(value.payload) }),
    ],
    'header-of-another-algorithm': [
      'jws-algorithm-refused',
      write({
        signatures: [{ ...first, protected: encodeBase64url(encodeUtf8(header({ alg: 'none' }))) }],
      }),
    ],
    'signature-short': [
      'jws-signature-invalid',
      write({ signatures: [{ ...first, signature: first.signature.slice(0, -6) }, second] }),
    ],
    compact: ['jws-not-canonical', JWS],
    'a-text': ['jws-not-canonical', '"text"'],
    'signature-entry-a-text': ['jws-not-canonical', write({ signatures: [first.signature] })],
    'signature-entry-empty': ['jws-not-canonical', write({ signatures: [{}] })],
    'lone-surrogate': ['jws-not-canonical', '"\ud800"'],
  }
  return Object.fromEntries(
    Object.entries(texts).map(([name, [expect, text]]) => [
      `general-jws/${name}`,
      { format: 'general-jws', expect, text },
    ]),
  )
}

// Referenced so that a change of the header's form is seen here first.
if (encodeJwsHeader({ typ: TYP, kid: KEY.kid }) !== encodeBase64url(encodeUtf8(header({}))))
  throw new TypeError('the header of the vectors is not the header of the protocol')
