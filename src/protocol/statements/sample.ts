import { ProtocolError } from '../errors.ts'
import { verifyOwnFunction } from '../function-id.ts'
import type { Digest } from '../sha256.ts'
import { parseTime } from '../time.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'

/**
 * A random sample of a month's openings, in two statements. The first commits to a seed that nobody else knows; the second shows
 * it. What is drawn follows from the seed and the tree that the first one got into: see `review-draw.ts`.
 */
export interface Sample {
  readonly v: 1
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly what: 'announce' | 'draw'
  readonly from: Time
  /** Not included. */
  readonly until: Time
  /** SHA-256 of the seed. */
  readonly commitment: Digest
  /** With `draw`: digest of the announcement. */
  readonly announced?: Digest
  /** With `draw`: 32 bytes, base64url. */
  readonly seed?: string
  /** With `draw`: digest of the period’s openings, see `review-draw.ts`. */
  readonly population?: Digest
  /** With `draw`: which are drawn, in the order of the draw. */
  readonly drawn?: readonly Uuid[]
  readonly at: Time
}

/**
 * What a schema cannot say. Throws `function-outside-agency`, `time-invalid`, and `sample-invalid` for a period without length, a
 * draw without seed or announcement, an announcement with either.
 */
export function verifySamplePayload(sample: Sample): void {
  verifyOwnFunction(sample.agency, sample.function)
  parseTime(sample.at)
  const isDraw = sample.what === 'draw'
  const shown = [sample.announced, sample.seed, sample.population, sample.drawn]
  const isWhole = shown.every((one) => (one !== undefined) === isDraw)
  if (!isWhole || parseTime(sample.from) >= parseTime(sample.until))
    throw new ProtocolError(
      'sample-invalid',
      'the period is empty, or a draw does not say its seed',
    )
}
