import { parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Progress } from './work.ts'

/** A released message that the receiver's side has not received so many ms later is told as a fault (practice: never "sent"). */
export const DELIVERED_WITHIN = 60_000

/** Whether a message that was released then should have been delivered to this receiver by now (ms). */
export function isLate(
  releasedAt: Time | undefined,
  { delivered }: Pick<Progress, 'delivered'>,
  now: number,
): boolean {
  return (
    delivered === undefined &&
    releasedAt !== undefined &&
    now - parseTime(releasedAt) >= DELIVERED_WITHIN
  )
}
