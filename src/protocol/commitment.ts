/**
 * Commitments: HMAC-SHA256 of a text under a random opening. Whoever sees only the commitment learns nothing of the text,
 * and nobody can show another text for it; with the opening anyone can check.
 *
 * @module
 */
import { encodeUtf8, equalBytes } from './bytes.ts'
import { randomBytes } from './random.ts'
import type { RandomBytes } from './random.ts'
import { hmacSha256Base64url } from './sha256.ts'
import type { Message } from './sha256.ts'

/** A commitment as base64url: 43 characters. */
export type Commitment = string

/** Size of an opening in bytes: as long as the hash, so that two openings never collide (RFC 2104 §3). */
export const OPENING_SIZE = 32

/** Draws an opening. One opening belongs to one text. */
export function newOpening(random: RandomBytes = randomBytes): Uint8Array {
  return random(OPENING_SIZE)
}

/** The commitment to a text. Throws TypeError on an opening of another length. */
export function commitmentOf(text: Message, opening: Uint8Array): Commitment {
  if (opening.length !== OPENING_SIZE) throw new TypeError('an opening has 32 bytes')
  return hmacSha256Base64url(opening, text)
}

/** Whether this is the commitment to a text under an opening; takes the same time wherever two commitments differ. */
export function isCommitmentTo(
  text: Uint8Array,
  opening: Uint8Array,
  commitment: Commitment,
): boolean {
  if (opening.length !== OPENING_SIZE) return false
  return equalBytes(encodeUtf8(commitmentOf(text, opening)), encodeUtf8(commitment))
}
