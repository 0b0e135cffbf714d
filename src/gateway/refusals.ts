import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import { AuditError } from '../audit/errors.ts'
import type { Writer } from '../audit/write-item.ts'
import type { Actor } from './actor.ts'
import './concern.ts'
import './plugins/authenticate.ts'
import { codeOf } from './error-code.ts'
import type { ErrorCode } from './error-code.ts'
import { GatewayError } from './errors.ts'
import { PROBLEMS } from './problems/table.ts'

/** The record of what was refused. */
export interface Refusals {
  /** Records a refusal: on its own once a member is known, else in the minute's aggregate. Never rejects. */
  note(code: ErrorCode, error: unknown, request: FastifyRequest): Promise<void>
  /** Records the aggregate of what was refused since the last time, if anything was. Never rejects. */
  flush(): Promise<void>
  /**
   * Records the aggregate even if nothing was refused here: whoever is served by this thread asks whether the log is written again,
   * and what failed may have been counted by another one. One at a time. Never rejects.
   */
  probe(): Promise<void>
}

/**
 * What fails before a valid token is counted and recorded as one aggregate, so that a stranger cannot fill the log; so is
 * what a member is refused for being too fast, what fails on our side, and what a member is refused beyond `most` times
 * between two aggregates: not every refusal has passed a limit before.
 */
export function buildRefusals(writer: Writer, log: FastifyBaseLogger, most: number): Refusals {
  let counts = new Map<ErrorCode, number>()
  let recorded = new Map<string, number>()
  let probing: Promise<void> | undefined

  function count(code: ErrorCode, times = 1): void {
    counts.set(code, (counts.get(code) ?? 0) + times)
  }

  /** Whether this member's refusals still have records of their own. */
  function hasRoom({ agency, member }: Actor): boolean {
    const name = `${agency} ${member}`
    const times = (recorded.get(name) ?? 0) + 1
    recorded.set(name, times)
    return times <= most
  }

  async function recordCounts(): Promise<void> {
    const taken = counts
    counts = new Map()
    try {
      await writer.append({
        kind: 'event',
        event: 'requests.refused',
        agency: null,
        actor: null,
        counts: Object.fromEntries(taken),
      })
    } catch (err) {
      log.error({ err }, 'aggregate of refusals not recorded, kept')
      for (const [code, times] of taken) count(code, times)
    }
  }

  return {
    async note(code, error, request) {
      if (isRecorded(error)) return
      const { actor, concern } = request
      if (actor === null || code === 'rate-limited' || PROBLEMS[code].status >= 500)
        return count(code)
      if (!hasRoom(actor)) return count(code)
      try {
        await writer.append({
          kind: 'event',
          event: eventOf(request),
          agency: actor.agency,
          actor: actor.member,
          code,
          ...concern,
        })
      } catch (err) {
        log.error({ err, code }, 'refusal not recorded, counted instead')
        count(code)
      }
    },
    async flush() {
      recorded = new Map()
      if (counts.size > 0) await recordCounts()
    },
    probe: () => (probing ??= recordCounts().finally(() => (probing = undefined))),
  }
}

/** Whoever may not see what he asked for was denied a look-up; all else was to change something. */
function eventOf({ method }: FastifyRequest): 'look-up.denied' | 'request.refused' {
  return method === 'GET' ? 'look-up.denied' : 'request.refused'
}

/** Whether the refusal came out of the log itself: a verdict, or a decision to deny, has a record of its own. */
function isRecorded(error: unknown): boolean {
  if (error instanceof GatewayError) return error.details.recorded !== undefined
  return error instanceof AuditError && PROBLEMS[codeOf(error)].status < 500
}
