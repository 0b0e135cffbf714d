import { valueAt } from '../protocol/json-pointer.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { MessageType } from '../protocol/message-type.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import { swedishDay } from '../policy/swedish-day.ts'
import { swedishDaySpan } from '../policy/swedish-midnight.ts'

const [MINUTE, DAY] = [60_000, 24 * 3_600_000]

/**
 * When an answer to a document that is sent now (ms) is due, if its type says that it asks for one: at the end of the last day, in
 * Sweden.
 */
export function answerTime(
  { answerWithin }: Pick<MessageType, 'answerWithin'>,
  document: JsonObject,
  now: number,
): Time | undefined {
  if (answerWithin === undefined || valueAt(document, answerWithin.field) !== answerWithin.is)
    return undefined
  const today = Date.parse(`${swedishDay(encodeTime(now))}T12:00:00.000Z`)
  const last = encodeTime(today + answerWithin.days * DAY).slice(0, 10)
  return encodeTime(swedishDaySpan(last).until - MINUTE)
}

/** Days within which an answer can be asked for: what is further off is a slip of the hand, and nobody would be reminded. */
const LONGEST = 366

/**
 * What is wrong with the time until when an answer is asked for, seen at `now` (ms): it has passed, or is further off than a year. Of what
 * is no time yet nothing is said.
 */
export function faultOfAnswerTime(respondBy: string, now: number): 'past' | 'far' | undefined {
  const at = Date.parse(respondBy)
  if (at <= now) return 'past'
  return at > now + LONGEST * DAY ? 'far' : undefined
}
