import type { LogFault } from './log-fault.ts'
import { findWitnessFault } from './log-years.ts'
import type { LogTrust, LogYear } from './log-years.ts'

/**
 * What is wrong with the end of a year, when the next one has begun at `openedAt` (ms since 1970): the quorum must have cosigned the last
 * checkpoint after that. Otherwise records of the year's last moments may have been cut off before the next year was opened upon
 * what was left, and the witnesses, who saw the longer log, were not asked again.
 *
 * Undefined without fault, without a policy, where too few have cosigned at all (which is told elsewhere), and while the turn is so
 * fresh that cosignatures need not have come (`notBefore`).
 */
export function findUnseenEnd(
  ended: LogYear | undefined,
  openedAt: number | undefined,
  { log, policy, notBefore }: LogTrust,
): LogFault | undefined {
  if (ended === undefined || openedAt === undefined || policy === undefined) return undefined
  const turn = Math.floor(openedAt / 1000)
  if (notBefore !== undefined && turn > notBefore) return undefined
  const fault = findWitnessFault(ended.note, policy, { log, notBefore: turn })
  if (fault?.code !== 'log-stale') return undefined
  const { origin, size } = ended.checkpoint
  return { code: 'log-not-cosigned', origin, size, rule: 'cosigned-before-turn' }
}
