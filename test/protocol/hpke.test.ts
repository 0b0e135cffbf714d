import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { keySchedule, openBase, sealBase, suiteId } from '../../src/protocol/hpke.ts'
import { generateSealingKey } from '../../src/protocol/sealing-key.ts'
import { sodium } from '../../src/protocol/sodium.ts'
import { encodeHex, parseHex } from '../vectors/protocol/hex.ts'
import published from '../vectors/protocol/published/hpke.json' with { type: 'json' }

t.test('the key schedule is that of RFC 9180', async (t) => {
  const suite = suiteId(published.kem, published.kdf, published.aead)
  const sharedSecret = parseHex(published.sharedSecret)
  const { key, baseNonce } = keySchedule(suite, sharedSecret, parseHex(published.info))
  t.equal(encodeHex(key), published.key)
  t.equal(encodeHex(baseNonce), published.baseNonce)
})

t.test('the first message under that schedule is that of RFC 9180', async (t) => {
  const sealed = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
    parseHex(published.plaintext),
    parseHex(published.aad),
    null,
    parseHex(published.baseNonce),
    parseHex(published.key),
  )
  t.equal(encodeHex(sealed), published.ciphertext)
})

const recipient = generateSealingKey()
const info = encodeUtf8('info')
const aad = encodeUtf8('aad')

t.test('open inverts seal', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (plaintext) => {
      const sealed = sealBase({ recipient, info, aad, plaintext })
      return encodeHex(openBase({ recipient, info, aad, ...sealed })) === encodeHex(plaintext)
    }),
    { numRuns: 30 },
  )
})

t.test(
  'refuses another key, info, aad, encapsulated key or ciphertext with one code',
  async (t) => {
    const sealed = sealBase({ recipient, info, aad, plaintext: encodeUtf8('text') })
    const valid = { recipient, info, aad, ...sealed }
    const wrong = {
      'another recipient': { recipient: generateSealingKey() },
      'another info': { info: aad },
      'another aad': { aad: info },
      'an encapsulated key cut short': { enc: sealed.enc.subarray(1) },
      'an empty ciphertext': { ciphertext: new Uint8Array(0) },
    }
    for (const [what, change] of Object.entries(wrong))
      t.throws(() => openBase({ ...valid, ...change }), { code: 'hpke-open-failed' }, what)
  },
)

t.test('never seals to the same bytes twice', async (t) => {
  const message = { recipient, info, aad, plaintext: encodeUtf8('text') }
  t.not(encodeHex(sealBase(message).enc), encodeHex(sealBase(message).enc))
})
