/**
 * A key's thumbprint for people who compare it by telephone: groups of four, in an alphabet without look-alikes.
 *
 * base64url has l, I, 1, O and 0 and depends on case, which nobody reads out well; Crockford's base32 does not. The first
 * 100 bits of the SHA-256 are shown: finding another key with the same ones takes 2^100 tries.
 *
 * @module
 */
import { parseBase64url } from '../protocol/base64url.ts'
import { CROCKFORD_SYMBOLS } from '../protocol/crockford.ts'
import { ClientError } from './errors.ts'

const SYMBOLS = 20
const GROUP = 4

/** Shows a `kid` or another SHA-256 digest as `7KQ4-XRM2-…`, five groups. */
export function fingerprintOf(digest: string): string {
  let bits = 0n
  for (const byte of parseBase64url(digest)) bits = (bits << 8n) | BigInt(byte)
  const symbols = Array.from({ length: SYMBOLS }, (_, i) => {
    const shift = 256n - 5n * BigInt(i + 1)
    return CROCKFORD_SYMBOLS[Number((bits >> shift) & 31n)]
  }).join('')
  return symbols.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-')
}

/**
 * A fingerprint as somebody types what is read out: small letters, spaces or none, O for 0 and I or L for 1. Throws ClientError
 * `fingerprint-wrong` if it is none.
 */
export function parseFingerprint(typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s\-–—]/g, '')
  const meant = plain.replaceAll('O', '0').replace(/[IL]/g, '1')
  const isOne =
    meant.length === SYMBOLS && Array.from(meant).every((it) => CROCKFORD_SYMBOLS.includes(it))
  if (!isOne) throw new ClientError('fingerprint-wrong', 'this is not a fingerprint')
  return meant.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-')
}
