import { ProtocolError } from './errors.ts'
import { parseTime } from './time.ts'
import type { Time } from './time.ts'

/** How far two clocks may be apart, in ms. What is dated further ahead than this does not count as said yet. */
export const CLOCK_TOLERANCE = 5 * 60_000

/** Checks that a span of time begins before it ends; throws `validity-invalid`, or `time-invalid` on an impossible day. */
export function verifySpan(from: Time, until: Time): void {
  if (parseTime(from) >= parseTime(until))
    throw new ProtocolError('validity-invalid', 'the validity ends before it begins')
}
