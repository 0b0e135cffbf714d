/**
 * What a message waits for, and who: the sentence that a thread is read for. Computed from what the gateway tells of routing and times.
 *
 * @module
 */
import type { Time } from '../protocol/time.ts'
import { parseTime } from '../protocol/time.ts'
import type { Progress, ThreadMessage } from './work.ts'

/** What must be done next: a verdict, taking it over, an answer, registering it in the own system. */
export type NextStep = 'verdict' | 'take-over' | 'answer' | 'registration'

/** Somebody's next step with a message. */
export interface WaitsFor {
  readonly function: string
  readonly step: NextStep
  /** When it must be done. */
  readonly by?: Time
}

/** Somebody must answer for an acute message within so many ms (practice: ten minutes, then the next on duty is rung). */
export const ACUTE_WITHIN = 10 * 60_000

type Waiting = Pick<
  ThreadMessage,
  | 'state'
  | 'from'
  | 'decisionFunction'
  | 'respondBy'
  | 'releasedAt'
  | 'urgency'
  | 'correctedBy'
  | 'progress'
>

/** Everything that a message waits for; nothing once it was taken back, refused or corrected. */
export function waitsFor(message: Waiting): readonly WaitsFor[] {
  const { state, from, decisionFunction, correctedBy } = message
  if (state === 'held') return [{ function: decisionFunction ?? from.function, step: 'verdict' }]
  if (state !== 'released' || correctedBy !== undefined) return []
  return message.progress.flatMap((progress) => nextStep(message, progress))
}

/** When somebody must have taken it over, or answered, at the latest. */
export function dueAt({
  urgency,
  releasedAt,
  respondBy,
}: Pick<Waiting, 'urgency' | 'releasedAt' | 'respondBy'>): Time | undefined {
  if (urgency !== 'acute' || releasedAt === undefined) return respondBy
  const acute = new Date(parseTime(releasedAt) + ACUTE_WITHIN).toISOString()
  return respondBy !== undefined && respondBy < acute ? respondBy : acute
}

function nextStep(message: Waiting, progress: Progress): WaitsFor[] {
  const { function: id, takenOver, answered, registered } = progress
  const { respondBy } = message
  const isUnanswered = respondBy !== undefined && answered === undefined
  if (registered !== undefined && !isUnanswered) return []
  if (answered !== undefined) return [{ function: id, step: 'registration' }]
  if (takenOver === undefined && registered === undefined) {
    const by = dueAt(message)
    return [{ function: id, step: 'take-over', ...(by !== undefined && { by }) }]
  }
  return isUnanswered
    ? [{ function: id, step: 'answer', by: respondBy }]
    : [{ function: id, step: 'registration' }]
}
