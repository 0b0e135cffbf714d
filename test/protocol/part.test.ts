import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8, equalBytes } from '../../src/protocol/bytes.ts'
import { commitmentOf, newOpening } from '../../src/protocol/commitment.ts'
import {
  SINGLE_MESSAGE_LIMIT,
  openPart,
  partCiphertextSize,
  sealPart,
  verifyPartCiphertext,
} from '../../src/protocol/part.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { codeOf } from '../fixtures/code-of.ts'

const binding = { headDigest: digestOf(encodeUtf8('a head')), partId: 'p1' }
const CHUNK = 64 * 1024 + 17
const HEADER = 24

t.test('open inverts seal', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (plaintext) => {
      const sealed = sealPart({ ...binding, plaintext })
      return equalBytes(openPart({ ...binding, ...sealed }), plaintext)
    }),
  )
})

t.test('states sizes that can be checked without a key, at every turn of the format', async (t) => {
  const edges = [0, 1023, 1024, SINGLE_MESSAGE_LIMIT - 1, SINGLE_MESSAGE_LIMIT, 1_500_000]
  for (const length of edges) {
    const sealed = sealPart({ ...binding, plaintext: new Uint8Array(length) })
    t.equal(sealed.ciphertext.length, partCiphertextSize(sealed.size))
    t.doesNotThrow(() => verifyPartCiphertext(sealed.ciphertext, sealed))
    t.equal(openPart({ ...binding, ...sealed }).length, length)
  }
})

t.test('refuses any flipped bit, even under a digest that fits', async () => {
  const sealed = sealPart({ ...binding, plaintext: encodeUtf8('a text') })
  fc.assert(
    fc.property(fc.nat({ max: sealed.ciphertext.length * 8 - 1 }), (bit) => {
      const ciphertext = sealed.ciphertext.slice()
      ciphertext[bit >> 3]! ^= 1 << (bit & 7)
      const part = { ...binding, ...sealed, ciphertext }
      return (
        codeOf(() => openPart(part)) === 'part-digest-mismatch' &&
        codeOf(() => openPart({ ...part, digest: digestOf(ciphertext) })) === 'part-open-failed'
      )
    }),
  )
})

t.test('commits to the text under the opening that it is given', async (t) => {
  const plaintext = encodeUtf8('a motive')
  const opening = newOpening()
  const sealed = sealPart({ ...binding, plaintext, opening })
  t.equal(sealed.commitment, commitmentOf(plaintext, opening))
  t.same(openPart({ ...binding, ...sealed }), plaintext)
})

t.test('never uses a key, a nonce or an opening twice', async (t) => {
  const part = { ...binding, plaintext: encodeUtf8('a text') }
  const [one, two] = [sealPart(part), sealPart(part)]
  t.notOk(equalBytes(one.key, two.key))
  t.notOk(equalBytes(one.ciphertext.subarray(0, 24), two.ciphertext.subarray(0, 24)))
  t.not(one.commitment, two.commitment)
})

t.test('a large part', async (t) => {
  const plaintext = crypto.getRandomValues(new Uint8Array(60_000))
  const large = new Uint8Array(1_200_000)
  for (let at = 0; at < large.length; at += plaintext.length) large.set(plaintext, at)
  const sealed = sealPart({ ...binding, plaintext: large })
  const open = (ciphertext: Uint8Array, changes: object = {}) =>
    openPart({ ...binding, ...sealed, ciphertext, digest: digestOf(ciphertext), ...changes })

  t.test('comes back as it was', async (t) => {
    t.ok(equalBytes(open(sealed.ciphertext), large))
  })
  t.test('is refused with two chunks exchanged', async (t) => {
    const swapped = sealed.ciphertext.slice()
    swapped.set(sealed.ciphertext.subarray(HEADER + CHUNK, HEADER + 2 * CHUNK), HEADER)
    swapped.set(sealed.ciphertext.subarray(HEADER, HEADER + CHUNK), HEADER + CHUNK)
    t.throws(() => open(swapped), { code: 'part-open-failed' })
  })
  t.test('is refused without its last chunk, by its size', async (t) => {
    const short = sealed.ciphertext.subarray(0, HEADER + CHUNK)
    t.throws(() => open(short), { code: 'part-size-mismatch' })
  })
  t.test('is refused with a bit flipped in any chunk', async (t) => {
    for (let at = HEADER; at < sealed.ciphertext.length; at += CHUNK) {
      const flipped = sealed.ciphertext.slice()
      flipped[at + 100]! ^= 1
      t.throws(() => open(flipped), { code: 'part-open-failed' })
    }
  })
  t.test('is refused in another disclosure', async (t) => {
    const headDigest = digestOf(encodeUtf8('another head'))
    t.throws(() => open(sealed.ciphertext, { headDigest }), { code: 'part-open-failed' })
  })
})
