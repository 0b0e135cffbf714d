import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** Why a sign-in holds no more. */
export type EndReason =
  'everywhere' | 'idle' | 'over' | 'replaced' | 'reused' | 'revoked' | 'signed-out' | 'unknown'

/** How long things hold; all in ms. */
export interface SessionTimes {
  /** Without an act of the person's. */
  readonly idle: number
  /** At most, whatever happens. */
  readonly longest: number
  /** One token, while there are acts. */
  readonly turnAfter: number
  /** A token after the next one has come back. */
  readonly grace: number
}

/** As the service has them. */
export const SESSION_TIMES: SessionTimes = {
  idle: 15 * 60_000,
  longest: 12 * 3_600_000,
  turnAfter: 60_000,
  grace: 30_000,
}

/** A sign-in as it begins; times in ms since 1970. */
export interface StartedSession {
  readonly id: Uuid
  readonly agency: string
  /** Names the person, and tells nothing. */
  readonly person: string
  readonly now: number
  readonly endsAt: number
}

/** What became of a request under a sign-in. */
export type UsedSession =
  | { readonly ended: EndReason; readonly isNews: boolean }
  | {
      readonly ended: null
      /** The token that the browser should have. */
      readonly turn: number
      /** ms since 1970. */
      readonly activeAt: number
      readonly endsAt: number
    }

/** Remembers that an answer of an identity provider was used; false when it was before. `until` in ms since 1970. */
export async function useAttempt(db: Db, state: string, until: number): Promise<boolean> {
  const [row] = await db<[{ first: boolean }]>`
    select auth.use_attempt(${state}, ${new Date(until)}) as first
  `
  return row.first
}

export async function startSession(db: Db, started: StartedSession): Promise<void> {
  const { id, agency, person, now, endsAt } = started
  await db`
    select auth.start_session(${id}, ${agency}, ${person}, ${new Date(now)}, ${new Date(endsAt)})
  `
}

/** A request under the `turn`th token of a sign-in. Only an act keeps it alive and turns its token. */
export async function useSession(
  db: Db,
  { id, turn, now, isAct }: { id: Uuid; turn: number; now: number; isAct: boolean },
  times: SessionTimes = SESSION_TIMES,
): Promise<UsedSession> {
  const [row] = await db<
    [
      {
        ended: EndReason | null
        is_news: boolean
        turn: number
        active_at: Date
        ends_at: Date
      },
    ]
  >`
    select *
      from auth.use_session(
        ${id}, ${turn}, ${new Date(now)}, ${isAct},
        ${interval(times.idle)}, ${interval(times.turnAfter)}, ${interval(times.grace)}
      )
  `
  if (row.ended !== null) return { ended: row.ended, isNews: row.is_news }
  const { active_at: activeAt, ends_at: endsAt } = row
  return { ended: null, turn: row.turn, activeAt: activeAt.getTime(), endsAt: endsAt.getTime() }
}

/** Whether a sign-in still holds; asking keeps nothing alive. */
export async function isSessionAlive(
  db: Db,
  id: Uuid,
  now: number,
  times: SessionTimes = SESSION_TIMES,
): Promise<boolean> {
  const [row] = await db<[{ alive: boolean }]>`
    select auth.is_alive(${id}, ${new Date(now)}, ${interval(times.idle)}) as alive
  `
  return row.alive
}

/** Ends a sign-in; tells whether it held until now. */
export async function endSession(db: Db, id: Uuid, reason: EndReason): Promise<boolean> {
  const [row] = await db<[{ ended: boolean }]>`select auth.end_session(${id}, ${reason}) as ended`
  return row.ended
}

/** Ends all of a person's sign-ins; tells how many held until now. */
export async function endSessionsOf(
  db: Db,
  { agency, person }: Pick<StartedSession, 'agency' | 'person'>,
  reason: EndReason,
): Promise<number> {
  const [row] = await db<[{ many: number }]>`
    select auth.end_sessions_of(${agency}, ${person}, ${reason}) as many
  `
  return row.many
}

/** Forgets what ended more than a day ago. */
export async function forgetSessions(db: Db, now: number): Promise<void> {
  await db`select auth.forget_sessions(${new Date(now)})`
}

function interval(milliseconds: number): string {
  return `${milliseconds} milliseconds`
}
