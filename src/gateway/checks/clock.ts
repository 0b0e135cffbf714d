import { parseTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import { CLOCK_TOLERANCE } from '../../protocol/validity.ts'
import { GatewayError } from '../errors.ts'

/**
 * What a member signs says when; more than five minutes off is refused with `clock-skew`, because the times of a disclosure
 * are evidence, and because something signed long ago must not come to life.
 */
export function checkClock(signedAt: Time, now: number): void {
  if (Math.abs(parseTime(signedAt) - now) > CLOCK_TOLERANCE)
    throw new GatewayError('clock-skew', 'the signed time is more than five minutes off')
}
