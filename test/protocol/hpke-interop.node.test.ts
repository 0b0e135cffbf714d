import { createCipheriv, createDecipheriv } from 'node:crypto'
import t from 'tap'
import { testInteroperability } from '../fixtures/hpke-interop.ts'
import type { Cipher } from '../fixtures/hpke-interop.ts'

const TAG = { authTagLength: 16 }

const seal: Cipher = (key, nonce, data, aad) => {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, TAG)
  cipher.setAAD(aad, { plaintextLength: data.length })
  return Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()])
}

const open: Cipher = (key, nonce, data, aad) => {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, TAG)
  decipher.setAAD(aad, { plaintextLength: data.length - 16 })
  decipher.setAuthTag(data.subarray(-16))
  return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()])
}

t.test('@hpke/core with node:crypto, no line of libsodium, opens our messages', async (t) => {
  await testInteroperability(t, seal, open)
})
