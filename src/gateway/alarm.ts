import type { FastifyBaseLogger } from 'fastify'
import type { DeliveryAlarm } from '../audit/reconcile/delivery-alarms.ts'
import type { Reconciliation } from '../protocol/statements/reconciliation.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { MissingRecord } from '../storage/erasures.ts'

/** What whoever runs the service must be told at once, besides what the refused person is told. */
export interface Alarm {
  /** A rule of the active set could not be applied, and what it concerns was denied. */
  readonly ruleErred: (policySet: Digest) => void
  /** The log can no longer be written, so that nothing is accepted or handed out; or it can again. */
  readonly writing: (isFailing: boolean) => void
  /** The log proves records that nobody can read any more, and nobody erased them: at least these. */
  readonly recordsMissing: (missing: readonly MissingRecord[]) => void
  /** Something is wrong with deliveries; raised once a day for each pair of functions. */
  readonly delivery: (alarm: DeliveryAlarm) => void
  /** What two agencies exchanged in a day does not add up, or they count it differently. */
  readonly reconciliation: (code: ReconciliationFault, counted: Counted) => void
}

/** `counts-unbalanced`: something sent is neither opened nor known to be unopened. `counts-differ`: the sides say different things. */
export type ReconciliationFault = 'counts-unbalanced' | 'counts-differ'

/** Which day of which two agencies. */
export type Counted = Pick<Reconciliation, 'agency' | 'with' | 'day'>

/** Alarms are lines of the log at the level `error` with a constant message and a code to watch for. */
export function buildAlarm(log: FastifyBaseLogger): Alarm {
  return {
    ruleErred: (policySet) =>
      log.error({ code: 'rule-erred', policySet }, 'a rule of the policy could not be applied'),
    writing: (isFailing) =>
      isFailing
        ? log.error(
            { code: 'log-failing' },
            'the log cannot be written, so the service is read-only',
          )
        : log.warn({ code: 'log-written' }, 'the log is written again'),
    recordsMissing: (missing) =>
      log.error(
        { code: 'record-missing', count: missing.length },
        'records are gone that nobody erased: somebody else than the gateway changes the database',
      ),
    delivery: ({ code, from, to, messages }) =>
      log.error({ code, other: from, function: to, count: messages }, 'alarm about deliveries'),
    reconciliation: (code, { agency, with: other, day }) =>
      log.error({ code, agency, other, day }, 'what was exchanged does not add up'),
  }
}
