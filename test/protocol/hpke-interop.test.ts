import t from 'tap'
import { sodium } from '../../src/protocol/sodium.ts'
import { testInteroperability } from '../fixtures/hpke-interop.ts'

t.test('@hpke/core and we open each other’s messages, byte for byte the same', async (t) => {
  await testInteroperability(
    t,
    (key, nonce, data, aad) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(data, aad, null, nonce, key),
    (key, nonce, data, aad) =>
      sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, data, aad, nonce, key),
  )
})
