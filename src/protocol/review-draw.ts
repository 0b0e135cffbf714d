/**
 * The draw of a random sample: which of a period's openings are reviewed though nothing speaks against them.
 *
 *     order  = ids by HMAC-SHA256(SHA-256("sluss/sample/v1" ‖ 00 ‖ seed ‖ root), id), ascending
 *     sample = the first max(10, 5 %) of them
 *
 * The officer commits to the seed by a statement in the log before its period's openings are listed; `root` is that of the first
 * checkpoint that covers the statement's record. The officer does not know the root when committing (the record holds a nonce of
 * the node's), and whoever writes the log does not know the seed: neither can choose the sample, and whoever has seed, root and
 * the ids can draw it again.
 *
 * @module
 */
import { concatBytes, encodeUtf8 } from './bytes.ts'
import { digestOf, hmacSha256, sha256 } from './sha256.ts'
import type { Digest } from './sha256.ts'
import type { Uuid } from './uuid.ts'

/** At least so many are drawn, while there are as many. */
const SMALLEST_SAMPLE = 10
/** Of the openings. */
const SHARE = 0.05

/** What a draw follows from. */
export interface Draw {
  /** 32 bytes. */
  readonly seed: Uint8Array
  /** Root of the first tree that holds the announcement. */
  readonly root: Uint8Array
  /** Ids of the period's openings, in any order. */
  readonly population: readonly Uuid[]
}

/** Draws a sample, in the order of the draw. */
export function drawSample({ seed, root, population }: Draw): Uuid[] {
  const key = sha256(concatBytes(encodeUtf8('sluss/sample/v1\0'), seed, root))
  const size = Math.max(SMALLEST_SAMPLE, Math.ceil(population.length * SHARE))
  return population
    .map((id) => ({ id, place: hexOf(hmacSha256(key, encodeUtf8(id))) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
}

/** Digest over which openings a period had. */
export function populationDigest(population: readonly Uuid[]): Digest {
  return digestOf(encodeUtf8(population.toSorted().join('\n')))
}

/** What the announcement says of the seed. */
export function seedCommitment(seed: Uint8Array): Digest {
  return digestOf(seed)
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
