import type { Logger } from 'pino'
import { findUncosignedSince } from './cosigned-note.ts'
import type { LogGate } from './quorum-note.ts'

/** Between two looks, in ms. */
const LOOK_MS = 1_000

/** What is asked whether the witnesses still follow. */
export interface QuorumQuestion extends LogGate {
  /** Seconds that a record may wait for a quorum. */
  readonly patience: number
  /** ms since 1970. */
  readonly clock: () => number
}

/** What the watch works with. */
export interface QuorumWatch extends QuorumQuestion {
  readonly log: Pick<Logger, 'error' | 'info'>
  /** Told when the quorum is lost (ms for which the oldest record has waited) and when it is there again. */
  readonly onChange: (isLate: boolean, waited: number) => Promise<void>
}

/**
 * For how many ms the oldest record that no quorum has cosigned has waited, where that is longer than it may; else undefined. Also while
 * the database cannot be reached: that is a fault of its own.
 */
export async function findLateness({
  patience,
  clock,
  ...gate
}: QuorumQuestion): Promise<number | undefined> {
  if (gate.witnesses === null) return undefined
  try {
    const since = await findUncosignedSince(gate)
    const waited = since === undefined ? 0 : clock() - since
    return waited > patience * 1000 ? waited : undefined
  } catch {
    return undefined
  }
}

/**
 * Watches whether a quorum of the witnesses follows the log. Each witness that is in trouble is told of by itself; this tells what it
 * comes to, as one witness of several may be dispensable, and as those that follow another copy of the database leave nobody for
 * this one. Returns what ends it.
 */
export function watchQuorum({ log, onChange, ...question }: QuorumWatch): () => Promise<void> {
  const { clock, patience } = question
  // Witnesses have their time after a start, too, whatever was recorded long before it.
  const earliest = clock() + patience * 1000
  let isLate = false
  let looking: Promise<void> | undefined
  const look = async () => {
    const waited = clock() < earliest ? undefined : await findLateness(question)
    if (isLate === (waited !== undefined)) return
    isLate = waited !== undefined
    const seconds = Math.round((waited ?? 0) / 1000)
    if (isLate) log.error({ code: 'log-not-cosigned', seconds }, 'no quorum cosigns the log')
    else log.info({ code: 'log-cosigned' }, 'a quorum cosigns the log again')
    await onChange(isLate, waited ?? 0)
  }
  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined))
  }, LOOK_MS).unref()
  return async () => {
    clearInterval(timer)
    await looking
  }
}
