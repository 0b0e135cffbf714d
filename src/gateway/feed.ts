import type { FastifyBaseLogger } from 'fastify'
import { listChanged } from '../storage/changes.ts'
import type { Change } from '../storage/changes.ts'
import { findNewestCheckpoint } from '../storage/checkpoints.ts'
import type { Db } from '../storage/db.ts'

/** Who wants to know when something happens for an agency's functions. */
export interface Listener {
  readonly agency: string
  /**
   * Told what has changed up to a position in the log; `null`: so much that it was not looked through, take it that everything has.
   */
  readonly tell: (changes: readonly Change[] | null, position: number) => void
}

/** What has changed, `null` for everything, and up to where that is so. */
export interface News {
  readonly changes: readonly Change[] | null
  readonly position: number
}

/** News of the log, whichever replica wrote it. */
export interface Feed {
  /** Listens from after a position on; returns what ends it. */
  readonly listen: (listener: Listener, after: number) => () => void
  /** What has changed for an agency's functions after a position until now, as a listener is told it. */
  readonly look: (agency: string, after: number) => Promise<News>
}

interface FeedOptions {
  readonly db: Db
  readonly log: FastifyBaseLogger
  /** ms between two looks at the newest checkpoint. */
  readonly interval?: number
}

const INTERVAL = 1000

/** Beyond so many records it costs less to let the client ask again than to look through them. */
const MOST = 50_000

/** A position ahead of the log was never told here. */
function isNear(seen: number, until: number): boolean {
  return seen <= until && until - seen <= MOST
}

/** The position of the newest record; -1 while there is none. */
export async function findNewestPosition(db: Db): Promise<number> {
  const head = await findNewestCheckpoint(db)
  return head === undefined ? -1 : head.start + head.size - 1
}

/**
 * Builds the feed. The newest checkpoint is read once a second, and only while somebody listens: all replicas see it, whoever wrote it.
 * A look that fails is made again; nobody is told anything meanwhile.
 */
export function buildFeed({ db, log, interval = INTERVAL }: FeedOptions): Feed {
  /** To where each has been told. */
  const listeners = new Map<Listener, number>()
  let timer: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    const position = await findNewestPosition(db)
    const behind = [...listeners].filter(([, seen]) => seen !== position)
    const byAgency = Map.groupBy(behind, ([{ agency }]) => agency)
    for (const [agency, those] of byAgency) await lookFor(agency, those, position)
  }

  async function lookFor(
    agency: string,
    behind: readonly (readonly [Listener, number])[],
    until: number,
  ): Promise<void> {
    const [near, far] = [
      behind.filter(([, seen]) => isNear(seen, until)),
      behind.filter(([, seen]) => !isNear(seen, until)),
    ]
    const after = Math.min(...near.map(([, seen]) => seen))
    const changes = near.length === 0 ? [] : await listChanged(db, agency, { after, until })
    const tell = (listener: Listener, told: readonly Change[] | null) => {
      // Somebody may have left while the database was asked.
      if (!listeners.has(listener)) return
      listeners.set(listener, until)
      listener.tell(told, until)
    }
    for (const [listener] of far) tell(listener, null)
    for (const [listener, seen] of near)
      tell(
        listener,
        changes.filter(({ cursor }) => cursor > seen),
      )
  }

  function schedule(): void {
    timer = setTimeout(async () => {
      try {
        await look()
      } catch (err) {
        log.warn({ err }, 'the newest checkpoint was not read')
      }
      timer = undefined
      if (listeners.size > 0) schedule()
    }, interval).unref()
  }

  return {
    listen(listener, after) {
      listeners.set(listener, after)
      if (timer === undefined) schedule()
      return () => void listeners.delete(listener)
    },
    async look(agency, after) {
      const until = await findNewestPosition(db)
      if (!isNear(after, until)) return { changes: null, position: until }
      return { changes: await listChanged(db, agency, { after, until }), position: until }
    },
  }
}
