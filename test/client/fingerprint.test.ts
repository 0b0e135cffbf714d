import t from 'tap'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { fingerprintOf } from '../../src/client/fingerprint.ts'
import { POLICE } from '../fixtures/agency.ts'

t.test('a fingerprint is five groups of four, without look-alikes', async (t) => {
  t.match(fingerprintOf(POLICE.pin), /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/)
})

t.test('shows the first hundred bits, five a symbol, from the left', async (t) => {
  t.equal(fingerprintOf(encodeBase64url(new Uint8Array(32))), '0000-0000-0000-0000-0000')
  const bytes = new Uint8Array(32)
  bytes[0] = 0b00001_000
  bytes[1] = 0b10_000000
  t.equal(fingerprintOf(encodeBase64url(bytes)), '1200-0000-0000-0000-0000')
})
