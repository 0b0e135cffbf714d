/**
 * What is wrong with deliveries, found within the day: a message that nobody can open, one that nobody opens or takes over, an
 * answer that does not come in time, a missing receipt, a volume that falls, a trial message that does not come.
 *
 * "Delivered" is no fact about a person: when a role changes, a key is lost or a unit is closed, everything goes on looking
 * as it did, and no one misses what he never saw (research of practice, scenario S13).
 *
 * @module
 */
import { parseTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import type { Urgency } from '../../protocol/vocabulary.ts'

export const DELIVERY_ALARMS = [
  'nobody-can-open',
  'receipt-missing',
  'unopened',
  'not-taken-over',
  'answer-overdue',
  'volume-falling',
  'trial-missing',
  'reconciliation-missing',
] as const
export type DeliveryAlarmCode = (typeof DELIVERY_ALARMS)[number]

/** Something that somebody must deal with today. */
export interface DeliveryAlarm {
  readonly code: DeliveryAlarmCode
  /** The sending function; an agency with `reconciliation-missing`. */
  readonly from: string
  /** The receiving function; the other agency with `reconciliation-missing`. */
  readonly to: string
  /** How many messages it is about. */
  readonly messages: number
  /** Release of the oldest of them. */
  readonly oldest: Time | null
}

/** A delivered message that the receiving function has not opened, or not answered for. */
export interface WaitingMessage {
  readonly urgency: Urgency
  readonly from: string
  readonly to: string
  /** The key that it is sealed to. */
  readonly kid: string
  readonly releasedAt: Time
  readonly openedAt: Time | null
  readonly isReceipted: boolean
}

const HOUR = 3_600_000

/** How long a message may lie unopened, and then without anybody taking responsibility. */
const PATIENCE: Readonly<Record<Urgency, number>> = {
  acute: HOUR,
  priority: 8 * HOUR,
  normal: 24 * HOUR,
}

/** Tells whether somebody in a function can open what is sealed to a key now. */
export type CanOpen = (functionId: string, kid: string) => boolean

/** The alarms about what lies with a function at a time (ms), for each pair of functions. */
export function findWaitingAlarms(
  waiting: readonly WaitingMessage[],
  canOpen: CanOpen,
  now: number,
): DeliveryAlarm[] {
  return groupAlarms(
    waiting.flatMap((message) => {
      const code = judge(message, canOpen, now)
      return code === undefined ? [] : [{ code, message }]
    }),
  )
}

function judge(
  { urgency, to, kid, releasedAt, openedAt, isReceipted }: WaitingMessage,
  canOpen: CanOpen,
  now: number,
): DeliveryAlarmCode | undefined {
  if (!isReceipted) return 'receipt-missing'
  if (openedAt === null) {
    // At once: waiting does not make a reader.
    if (!canOpen(to, kid)) return 'nobody-can-open'
    return now - parseTime(releasedAt) > PATIENCE[urgency] ? 'unopened' : undefined
  }
  return now - parseTime(openedAt) > PATIENCE[urgency] ? 'not-taken-over' : undefined
}

/** A message that was not answered by the time that its sender asked for. */
export interface OverdueAnswer {
  readonly from: string
  readonly to: string
  readonly releasedAt: Time
}

/** The alarms about answers that have not come, for each pair of functions. */
export function findOverdueAlarms(overdue: readonly OverdueAnswer[]): DeliveryAlarm[] {
  return groupAlarms(overdue.map((message) => ({ code: 'answer-overdue', message })))
}

interface Judged {
  readonly code: DeliveryAlarmCode
  readonly message: OverdueAnswer
}

function groupAlarms(judged: readonly Judged[]): DeliveryAlarm[] {
  const groups = Map.groupBy(judged, ({ code, message: { from, to } }) => `${code} ${from} ${to}`)
  return [...groups.values()].map((group) => {
    const { code, message } = group[0]!
    const times = group.map((one) => one.message.releasedAt).sort()
    const { from, to } = message
    return { code, from, to, messages: group.length, oldest: times[0]! }
  })
}

/** How many messages came from one function to another in each week; the last seven days are last. */
export interface Volume {
  readonly from: string
  readonly to: string
  readonly counts: readonly number[]
}

/** Weeks that must have passed since the first message before a volume means anything. */
const FEWEST_WEEKS = 4
/** How unlikely a low week must be, if nothing has changed, to be an alarm: once in some two years for each pair. */
const UNLIKELY = 0.01

/**
 * The pairs from which so little came in the last seven days that it would hardly happen by chance: messages taken to come
 * independently of each other, at the mean rate of the weeks before (Poisson).
 */
export function findVolumeAlarms(volumes: readonly Volume[]): DeliveryAlarm[] {
  return volumes.flatMap(({ from, to, counts }) => {
    const began = counts.findIndex((count) => count > 0)
    const before = began === -1 ? [] : counts.slice(began, -1)
    if (before.length < FEWEST_WEEKS) return []
    const mean = before.reduce((sum, count) => sum + count, 0) / before.length
    const last = counts.at(-1)!
    if (last >= mean || poissonAtMost(last, mean) >= UNLIKELY) return []
    return [{ code: 'volume-falling', from, to, messages: last, oldest: null } as const]
  })
}

/** The chance of at most `most` events where `mean` are expected. */
function poissonAtMost(most: number, mean: number): number {
  let [term, sum] = [Math.exp(-mean), 0]
  for (let count = 0; count <= most; count++) {
    sum += term
    term *= mean / (count + 1)
  }
  return sum
}

/** When the last trial message came from one function to another. */
export interface LastTrial {
  readonly from: string
  readonly to: string
  readonly at: Time
}

/** A day, and what a machine may be late. */
const TRIAL_EVERY = 26 * HOUR

/** The pairs between which a trial message comes daily, and has not at a time (ms). */
export function findTrialAlarms(trials: readonly LastTrial[], now: number): DeliveryAlarm[] {
  return trials
    .filter(({ at }) => now - parseTime(at) > TRIAL_EVERY)
    .map(({ from, to, at }) => ({ code: 'trial-missing', from, to, messages: 0, oldest: at }))
}
