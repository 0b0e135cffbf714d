import type { FastifyBaseLogger } from 'fastify'
import type { Digest } from '../protocol/sha256.ts'

/** What whoever runs the service must be told at once, besides what the refused person is told. */
export interface Alarm {
  /** A rule of the active set could not be applied, and what it concerns was denied. */
  readonly ruleErred: (policySet: Digest) => void
}

/** Alarms are lines of the log at the level `error` with a constant message and a code to watch for. */
export function buildAlarm(log: FastifyBaseLogger): Alarm {
  return {
    ruleErred: (policySet) =>
      log.error({ code: 'rule-erred', policySet }, 'a rule of the policy could not be applied'),
  }
}
