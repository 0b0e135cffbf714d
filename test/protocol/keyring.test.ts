import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { openKeyring, sealKeyring, verifyKeyringBytes } from '../../src/protocol/keyring.ts'
import { randomBytes } from '../../src/protocol/random.ts'
import { generateSealingKey } from '../../src/protocol/sealing-key.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { codeOf } from '../fixtures/code-of.ts'

const headDigest = digestOf(encodeUtf8('a head'))
const reader = generateSealingKey()

const keysOf = (count: number) =>
  new Map(Array.from({ length: count }, (_, i) => [`p${i + 1}`, randomBytes(32)] as const))

t.test('gives back the keys, from none to ninety-nine', async (t) => {
  for (const count of [0, 1, 13, 14, 99]) {
    const keys = keysOf(count)
    const sealed = sealKeyring({ headDigest, reader, keys })
    t.doesNotThrow(() => verifyKeyringBytes(sealed.bytes, sealed.digest))
    t.strictSame(openKeyring({ headDigest, reader, ...sealed }), keys)
  }
})

t.test('has one size for up to twelve parts', async (t) => {
  const sizes = [0, 1, 6, 12].map(
    (count) => sealKeyring({ headDigest, reader, keys: keysOf(count) }).bytes.length,
  )
  t.same(new Set(sizes), new Set([1120 + 512 + 16]))
})

t.test('refuses any flipped bit, even under a digest that fits', async () => {
  const sealed = sealKeyring({ headDigest, reader, keys: keysOf(3) })
  fc.assert(
    fc.property(fc.nat({ max: sealed.bytes.length * 8 - 1 }), (bit) => {
      const bytes = sealed.bytes.slice()
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      const keyring = { headDigest, reader, bytes }
      return (
        codeOf(() => openKeyring({ ...keyring, digest: sealed.digest })) ===
          'keyring-digest-mismatch' &&
        codeOf(() => openKeyring({ ...keyring, digest: digestOf(bytes) })) === 'keyring-open-failed'
      )
    }),
  )
})
