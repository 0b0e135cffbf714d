import type { FastifyBaseLogger } from 'fastify'
import { AuditError } from '../audit/errors.ts'
import {
  findOverdueAlarms,
  findTrialAlarms,
  findVolumeAlarms,
  findWaitingAlarms,
} from '../audit/reconcile/delivery-alarms.ts'
import type { CanOpen, DeliveryAlarm } from '../audit/reconcile/delivery-alarms.ts'
import type { Writer } from '../audit/write-item.ts'
import { swedishDay } from '../policy/swedish-day.ts'
import { swedishDayBefore, swedishDaySpan } from '../policy/swedish-midnight.ts'
import { hasReader } from '../protocol/agency-function.ts'
import { agencyOf } from '../protocol/function-id.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Db } from '../storage/db.ts'
import {
  listOverdue,
  listTrials,
  listUnreconciled,
  listVolumes,
  listWaiting,
} from '../storage/reconciliation.ts'
import type { Alarm } from './alarm.ts'
import type { Directory } from './directory.ts'

/** What the watch over deliveries works with. */
export interface WatchDeps {
  readonly db: Db
  readonly writer: Writer
  readonly directory: Directory
  readonly alarm: Alarm
  /** The agencies at home here. */
  readonly agencies: Iterable<string>
  /** ms since 1970. */
  readonly clock: () => number
  readonly log: FastifyBaseLogger
}

const HOUR = 3_600_000
/** Weeks that a volume is compared with. */
const WEEKS = 8
/** For so long after the last trial message another one is expected. */
const TRIALS_SINCE = 14 * 24 * HOUR
/** By noon, Swedish time, yesterday is counted. */
const COUNTED_BY = 12 * HOUR

/**
 * Looks for what is wrong with deliveries and raises what has not been raised that day: in the log, in the record of both
 * sides, and as a line for operations. Returns how many alarms are new. Never rejects; any number of processes may look at
 * once, and each alarm is raised once.
 */
export async function watchDeliveries(deps: WatchDeps): Promise<number> {
  const { agencies, directory, log } = deps
  let raised = 0
  try {
    await directory.refresh()
    for (const agency of agencies)
      for (const alarm of await findAlarms(deps, agency))
        if (await raise(deps, agency, alarm)) raised++
  } catch (err) {
    log.error({ err }, 'deliveries were not watched')
  }
  return raised
}

/** What is wrong with what an agency receives, and with what it has not counted. */
async function findAlarms(deps: WatchDeps, agency: string): Promise<DeliveryAlarm[]> {
  const { db, directory, clock } = deps
  const now = clock()
  const waiting = await listWaiting(db, agency)
  const isReceived = ({ to }: { readonly to: string }) => agencyOf(to) === agency
  const overdue = await listOverdue(db, agency, now)
  return [
    ...findWaitingAlarms(waiting.filter(isReceived), canOpenAt(directory, now), now),
    ...findOverdueAlarms(overdue.filter(isReceived)),
    ...findVolumeAlarms(await listVolumes(db, agency, { at: now, weeks: WEEKS })),
    ...findTrialAlarms(await listTrials(db, agency, now - TRIALS_SINCE), now),
    ...(await findUncounted(deps, agency, now)),
  ]
}

/** By the rosters: the function is there, knows the key or once did, and has a member who reads. */
function canOpenAt(directory: Directory, now: number): CanOpen {
  return (functionId, kid) => {
    const state = directory.find(agencyOf(functionId))?.state
    const found = state?.functions.get(functionId)
    if (state === undefined || found === undefined) return false
    const kids = [found.key.kid, ...found.retired.map((retired) => retired.kid)]
    return kids.includes(kid) && hasReader(state, functionId, now)
  }
}

async function findUncounted(
  { db }: WatchDeps,
  agency: string,
  now: number,
): Promise<DeliveryAlarm[]> {
  const day = swedishDayBefore(now)
  const span = swedishDaySpan(day)
  if (now < span.until + COUNTED_BY) return []
  const uncounted = await listUnreconciled(db, agency, { day, ...span })
  return uncounted.map(({ counterpart: to, messages }) => ({
    code: 'reconciliation-missing',
    from: agency,
    to,
    messages,
    oldest: encodeTime(span.from),
  }))
}

/** Whether it is new that day. */
async function raise(
  { writer, alarm, clock }: WatchDeps,
  agency: string,
  found: DeliveryAlarm,
): Promise<boolean> {
  const day = swedishDay(encodeTime(clock()))
  const counterpart = [found.from, found.to].map(agencyIn).find((side) => side !== agency) ?? agency
  try {
    await writer.append({ kind: 'delivery-alarm', ...found, day, agency, counterpart })
  } catch (error) {
    if (error instanceof AuditError && error.code === 'already-recorded') return false
    throw error
  }
  alarm.delivery(found)
  return true
}

/** A side is a function, or an agency as such. */
function agencyIn(side: string): string {
  return side.includes('/') ? agencyOf(side) : side
}
