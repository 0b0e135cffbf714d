import { listAlarms, loadNodeKey, reconcileDay } from '../../../client/reconcile-acts.ts'
import type { RaisedAlarm, Reconciled } from '../../../client/reconcile-acts.ts'
import { swedishDay } from '../../../policy/swedish-day.ts'
import { swedishDayBefore } from '../../../policy/swedish-midnight.ts'
import { encodeTime } from '../../../protocol/time.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'

/** What the node has raised about deliveries, and which day is next to be counted. */
export interface DeliveryAlarms {
  /** Newest first. */
  readonly alarms: readonly RaisedAlarm[]
  /** Since this Swedish day. */
  readonly since: string
  /** The Swedish day before this one. */
  readonly yesterday: string
  readonly today: string
  readonly names: Names
}

/** A day counted with each other agency. */
export interface CountedDay {
  readonly day: string
  readonly counts: readonly Reconciled[]
  readonly names: Names
}

const WEEK = 7 * 24 * 3_600_000

/** What one side sent and the other received: counted here, from what is signed. */
export const reconcilingMethods = {
  'reconciling.alarms': async (session: Session): Promise<DeliveryAlarms> => {
    const desk = deskOf(session)
    const now = Date.now()
    const since = swedishDay(encodeTime(now - WEEK))
    const [alarms, names] = await Promise.all([listAlarms(session.gateway, since), namesOf(desk)])
    const today = swedishDay(encodeTime(now))
    return { alarms: alarms.toReversed(), since, yesterday: swedishDayBefore(now), today, names }
  },

  /** Counts a day with every agency whose root is pinned; signs the counts of a day that is over. */
  'reconciling.count': async (
    session: Session,
    { day, function: as }: { readonly day: string; readonly function: string },
  ): Promise<CountedDay> => {
    const { node: pinned, agency } = deskOf(session)
    const desk = await memberDeskOf(session)
    const node = await loadNodeKey(session.gateway, pinned)
    const isSoFar = day >= swedishDay(encodeTime(Date.now()))
    const others = [...desk.directory.states.keys()].filter((id) => id !== agency).sort()
    const counts: Reconciled[] = []
    for (const other of others)
      counts.push(await reconcileDay(desk, { day, with: other, isSoFar, node, function: as }))
    return { day, counts, names: await namesOf(deskOf(session)) }
  },
}
