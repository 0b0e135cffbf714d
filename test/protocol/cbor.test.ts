import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import fc from 'fast-check'
import t from 'tap'
import { encodeCbor, isCborMap, parseCbor } from '../../src/protocol/cbor.ts'
import type { CborValue } from '../../src/protocol/cbor.ts'
import { encodeHex, parseHex } from '../vectors/protocol/hex.ts'
import { codeOf } from '../fixtures/code-of.ts'

const cborValue: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), tie('value')), {
        maxLength: 4,
        selector: ([key]) => key,
      })
      .map((entries) => new Map(entries)),
  ),
})).value

t.test('parse inverts encode', async () => {
  fc.assert(
    fc.property(cborValue, (value) => {
      const bytes = encodeCbor(value)
      return encodeHex(encodeCbor(parseCbor(bytes))) === encodeHex(bytes)
    }),
  )
})

t.test('accepts exactly what cborg reads and writes back the same', async () => {
  const nearlyValid = fc
    .tuple(cborValue, fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([value, at, byte]) => encodeCbor(value).with(at % encodeCbor(value).length, byte))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 12 }), nearlyValid), (bytes) => {
      const accepted = codeOf(() => parseCbor(bytes)) === undefined
      return accepted === isCanonicalForCborg(bytes)
    }),
    { numRuns: 4000 },
  )
})

/** The same question to the library alone: strict decoding, then encoding again, and only our kinds of value. */
function isCanonicalForCborg(bytes: Uint8Array): boolean {
  try {
    const value: unknown = decode(bytes, { strict: true, useMaps: true, allowIndefinite: false })
    return isOurs(value) && encodeHex(encode(value, rfc8949EncodeOptions)) === encodeHex(bytes)
  } catch {
    return false
  }
}

function isOurs(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isOurs)
  if (value instanceof Map)
    return [...value].every(([key, item]) => typeof key === 'string' && isOurs(item))
  if (typeof value === 'number') return Number.isSafeInteger(value)
  return typeof value !== 'bigint' && value !== undefined
}

t.test('orders keys by the bytes of their encoding (RFC 8949 §4.2.1)', async (t) => {
  const map = new Map([
    ['aa', 1],
    ['z', 2],
  ])
  t.equal(encodeHex(encodeCbor(map)), 'a2617a0262616101')
})

t.test('refuses kinds of value that our formats do not have', async (t) => {
  const refused = {
    'a float': 'fb3ff8000000000000',
    'a tag': 'c000',
    undefined: 'f7',
    'a simple value': 'f0',
    'a key that is no text': 'a10102',
    'an integer beyond the safe ones': '1b0020000000000000',
    'a negative integer beyond the safe ones': '3b001fffffffffffff',
    'text that is not UTF-8': '61ff',
    nothing: '',
    'seventeen levels': `${'81'.repeat(17)}00`,
    'a list that claims more than there is': '9affffffff00',
    'bytes that claim more than there is': '5affffffff00',
  }
  for (const [what, hex] of Object.entries(refused))
    t.throws(() => parseCbor(parseHex(hex)), { code: 'cbor-invalid' }, what)
})

t.test('tells a map from anything else', async (t) => {
  t.ok(isCborMap(new Map()))
  t.notOk(isCborMap([]))
  t.notOk(isCborMap(undefined))
})
