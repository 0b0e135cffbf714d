import type { MemberStatement } from '../../protocol/member-statement.ts'
import { madeAt } from '../../protocol/statement-standing.ts'
import { CLOCK_TOLERANCE } from '../../protocol/validity.ts'
import { GatewayError } from '../errors.ts'

/**
 * What a member signs says when; more than five minutes off is refused with `clock-skew`, because the times of a disclosure
 * are evidence, and because something signed long ago must not come to life.
 */
export function checkClock(statement: MemberStatement, now: number): void {
  const signedAt = madeAt(statement)
  if (signedAt === undefined || Math.abs(signedAt - now) > CLOCK_TOLERANCE)
    throw new GatewayError('clock-skew', 'the signed time is more than five minutes off')
}
