import t from 'tap'
import {
  encodeSealingJwk,
  generateSealingKey,
  parseSealingJwk,
  sealingKeyFromSeed,
} from '../../src/protocol/sealing-key.ts'
import { sodium } from '../../src/protocol/sodium.ts'
import { encodeHex, parseHex } from '../vectors/protocol/hex.ts'
import published from '../vectors/protocol/published/x-wing.json' with { type: 'json' }

for (const [index, vector] of published.vectors.entries()) {
  t.test(`is X-Wing as vector ${index + 1} of the draft`, async (t) => {
    const { publicKey, seed } = sealingKeyFromSeed(parseHex(vector.seed))
    const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(
      publicKey,
      parseHex(vector.encapsulationSeed),
    )
    t.equal(publicKey.length, 1216)
    t.match(encodeHex(publicKey), new RegExp(`^${vector.publicKeyStart}.*${vector.publicKeyEnd}$`))
    t.equal(ciphertext.length, 1120)
    t.match(
      encodeHex(ciphertext),
      new RegExp(`^${vector.ciphertextStart}.*${vector.ciphertextEnd}$`),
    )
    t.equal(encodeHex(sharedSecret), vector.sharedSecret)
    t.equal(encodeHex(sodium.crypto_kem_xwing_dec(ciphertext, seed)), vector.sharedSecret)
  })
}

t.test('reads the keys that it writes', async (t) => {
  const { kid, publicKey } = generateSealingKey()
  t.same(parseSealingJwk(encodeSealingJwk({ kid, publicKey })), { kid, publicKey })
})

t.test('refuses a seed of another length as a mistake of the caller', async (t) => {
  t.throws(() => sealingKeyFromSeed(new Uint8Array(33)), TypeError)
})
