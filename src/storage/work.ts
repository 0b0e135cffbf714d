import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Urgency } from '../protocol/vocabulary.ts'
import type { Db } from './db.ts'
import type { DisclosureState } from './disclosure.ts'
import { progressFromRow } from './progress.ts'
import type { Progress, ProgressRow } from './progress.ts'

/**
 * Under which heading something waits. `unowned`: nobody of the function has taken it over or answered it; `ours`: somebody has, or it
 * is the function's own that was refused; `waiting`: others have it.
 */
export type WorkHeading = 'unowned' | 'ours' | 'waiting'

/** One thing that waits. Nothing of what is in it. */
export interface WorkItem {
  readonly id: Uuid
  readonly case: string
  readonly type: string
  readonly urgency: Urgency
  readonly from: { readonly agency: string; readonly function: string }
  readonly to: readonly string[]
  readonly state: DisclosureState
  readonly at: Time
  readonly releasedAt?: Time
  readonly respondBy?: Time
  /** Member of the reading agency who has it. */
  readonly owner?: Uuid
  /** One for each receiver; empty before release. */
  readonly progress: readonly Progress[]
}

/** What waits under a heading: the most urgent first, then what is due first, then what came first. */
export interface WorkList {
  /** How many there are; `items` holds the first of them. */
  readonly total: number
  readonly items: readonly WorkItem[]
}

/** What waits for a function. */
export type Work = Readonly<Record<WorkHeading, WorkList>>

interface WorkRow {
  readonly heading: WorkHeading
  readonly total: string
  readonly id: string
  readonly case_ref: string
  readonly type: string
  readonly urgency: Urgency
  readonly agency: string
  readonly function: string
  readonly receivers: string[]
  readonly state: DisclosureState
  readonly at: Date
  readonly released_at: Date | null
  readonly respond_by: Date | null
  readonly owner: string | null
  readonly progress: readonly ProgressRow[] | null
}

/** Lists what waits for a function of an agency at `now` (ms since 1970), at most so many under each heading. */
export async function listWork(
  db: Db,
  { agency, function: id }: { readonly agency: string; readonly function: string },
  now: number,
  most: number,
): Promise<Work> {
  const rows = await db<WorkRow[]>`
    select *
      from facts.list_work(${agency}, ${id}, ${new Date(now)}, ${most})
  `
  const under = (heading: WorkHeading): WorkList => {
    const own = rows.filter((row) => row.heading === heading)
    return { total: Number(own[0]?.total ?? 0), items: own.map(fromRow) }
  }
  return { unowned: under('unowned'), ours: under('ours'), waiting: under('waiting') }
}

/** How much waits for a function. */
export interface WaitingNumbers {
  readonly function: string
  /** What nobody has taken, and how much of it is acute. */
  readonly unowned: number
  readonly acute: number
  /** What waits for a verdict of the function. */
  readonly toDecide: number
}

/** How much waits for each of these functions of an agency, of all cases but some. */
export async function listWaiting(
  db: Db,
  agency: string,
  functions: readonly string[],
  without: readonly string[],
): Promise<WaitingNumbers[]> {
  const rows = await db<{ function: string; unowned: string; acute: string; to_decide: string }[]>`
    select *
      from facts.list_waiting(${agency}, ${[...functions]}, ${[...without]})
  `
  return rows.map(({ function: id, unowned, acute, to_decide: toDecide }) => ({
    function: id,
    unowned: Number(unowned),
    acute: Number(acute),
    toDecide: Number(toDecide),
  }))
}

/** That a message came, and of which kind. */
export interface Arrival {
  readonly type: string
  readonly at: Time
}

/** The latest messages that came to a function, newest first. */
export async function listArrivals(
  db: Db,
  { agency, function: id }: { readonly agency: string; readonly function: string },
  most: number,
): Promise<Arrival[]> {
  const rows = await db<{ type: string; at: Date }[]>`
    select *
      from facts.list_arrivals(${agency}, ${id}, ${most})
  `
  return rows.map(({ type, at }) => ({ type, at: encodeTime(at.getTime()) }))
}

function fromRow(row: WorkRow): WorkItem {
  return {
    id: row.id,
    case: row.case_ref,
    type: row.type,
    urgency: row.urgency,
    from: { agency: row.agency, function: row.function },
    to: row.receivers,
    state: row.state,
    at: encodeTime(row.at.getTime()),
    ...(row.released_at && { releasedAt: encodeTime(row.released_at.getTime()) }),
    ...(row.respond_by && { respondBy: encodeTime(row.respond_by.getTime()) }),
    ...(row.owner !== null && { owner: row.owner }),
    progress: progressFromRow(row.progress),
  }
}
