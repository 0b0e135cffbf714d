import { parseTime } from '../../protocol/time.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import { listArrivals, listWaiting, listWork } from '../../storage/work.ts'
import type { Arrival, WaitingNumbers, Work, WorkItem } from '../../storage/work.ts'
import { listBarredCases } from '../../storage/relation.ts'
import { listSigned } from '../../storage/signed.ts'
import type { SignedAbout, SignedKind } from '../../storage/signed.ts'
import type { Actor } from '../actor.ts'
import { checkStanding, listAssignments } from '../checks/standing.ts'
import { findNewestPosition } from '../feed.ts'
import type { Gate } from '../gate.ts'

/** What waits for a function, and whether it is as usual that nothing came. */
export interface FunctionWork extends Readonly<Record<keyof Work, SignedList>> {
  readonly function: string
  readonly at: Time
  /** Position in the log that this shows: changes after it are news. */
  readonly cursor: string
  /** The message that came last; null before the first. */
  readonly lastArrival: Arrival | null
  /** ms that usually lie between two messages; null while too few have come to tell. */
  readonly usualGap: number | null
}

/** Under a heading, each with what was signed about how far it has come. */
interface SignedList {
  readonly total: number
  readonly items: readonly (WorkItem & { readonly signed: SignedAbout })[]
}

/** Under each heading, unless somebody asks for more. */
export const MOST_WORK = 500

/** So many of the latest messages tell how often they come; with fewer than the least it cannot be told. */
const ARRIVALS = 20
const LEAST_ARRIVALS = 6

/** What waits for one of the member's functions, at most so many under each heading. Recorded before it is answered. Throws as `checkStanding`. */
export async function listFunctionWork(
  gate: Gate,
  actor: Actor,
  id: string,
  most: number = MOST_WORK,
): Promise<FunctionWork> {
  checkStanding(gate, actor, id)
  // Read first: what comes meanwhile is shown, and is news as well.
  const position = await findNewestPosition(gate.db)
  const now = gate.clock()
  const which = { agency: actor.agency, function: id }
  const work = withoutBarred(
    await listWork(gate.db, which, now, most),
    await listBarredCases(gate.db, actor),
  )
  const arrivals = await listArrivals(gate.db, which, ARRIVALS)
  const { unowned, ours, waiting } = work
  await gate.writer.append({
    kind: 'event',
    event: 'inbox.listed',
    agency: actor.agency,
    actor: actor.member,
    function: id,
    code: 'work',
    counts: { items: unowned.items.length + ours.items.length + waiting.items.length },
  })
  return {
    function: id,
    at: encodeTime(now),
    cursor: String(position),
    lastArrival: arrivals[0] ?? null,
    usualGap: usualGap(arrivals),
    unowned: await withSigned(gate, actor, unowned, ['receipt', 'withdrawal']),
    ours: await withSigned(gate, actor, ours, ['receipt', 'withdrawal']),
    waiting: await withSigned(gate, actor, waiting, ['receipt', 'open-request']),
  }
}

async function withSigned(
  { db }: Gate,
  { agency }: Actor,
  { total, items }: Work[keyof Work],
  kinds: readonly SignedKind[],
): Promise<SignedList> {
  const ids = items.map(({ id }) => id)
  const signed = await listSigned(db, agency, ids, kinds)
  return { total, items: items.map((item) => ({ ...item, signed: signed(item.id) })) }
}

/** The median: one long holiday does not change it. */
function usualGap(arrivals: readonly Arrival[]): number | null {
  if (arrivals.length < LEAST_ARRIVALS) return null
  const times = arrivals.map(({ at }) => parseTime(at))
  const gaps = times.slice(1).map((time, i) => times[i]! - time)
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]!
}

/** What waits, without what is of a case from which somebody has barred the member: neither in the list nor in its number. */
function withoutBarred(work: Work, barred: ReadonlySet<string>): Work {
  const left = ({ total, items }: Work[keyof Work]): Work[keyof Work] => {
    const kept = items.filter((item) => !barred.has(item.case))
    return { total: total - (items.length - kept.length), items: kept }
  }
  return { unowned: left(work.unowned), ours: left(work.ours), waiting: left(work.waiting) }
}

/** How much waits for each of the member's functions. Numbers of the own functions, and of no case: not recorded. */
export async function countWaiting(gate: Gate, actor: Actor): Promise<WaitingNumbers[]> {
  const functions = [...new Set(listAssignments(gate, actor).map((it) => it.function))]
  const barred = await listBarredCases(gate.db, actor)
  return listWaiting(gate.db, actor.agency, functions, [...barred])
}
