/**
 * The decision in an evidence bundle, and the law that it was made under.
 *
 * @module
 */
import { parseDecision } from '../policy/encode-decision.ts'
import type { Explanation } from '../policy/explaining/explanation.ts'
import { parsePolicySet } from '../policy/pack.ts'
import { equalBytes } from '../protocol/bytes.ts'
import type { Evidence } from '../protocol/evidence-bundle.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { parseTime } from '../protocol/time.ts'
import { CLOCK_TOLERANCE } from '../protocol/validity.ts'
import { ClientError } from './errors.ts'
import { loadEvidenceFunction } from './evidence-agencies.ts'
import type { EvidenceAgency } from './evidence-agencies.ts'
import { loadRecordOf } from './evidence-records.ts'
import type { ProvenRecord } from './evidence-records.ts'
import { explainDecision } from './explain-decision.ts'
import { recomputeDecision } from './open-disclosure.ts'

/**
 * The stated decision, explained. It is the one that the bundled law gives, is not a denial, and is the one that the log
 * names, made when the log names it, under law that the node had put in force by then.
 */
export function verifyDecision(
  evidence: Evidence,
  manifest: Statement<'manifest'>,
  agencies: ReadonlyMap<string, EvidenceAgency>,
  records: readonly ProvenRecord[],
): Explanation {
  const decision = parseDecision(evidence.decision)
  const set = parsePolicySet(evidence.policySet)
  if (set.digest !== decision.policySet) {
    throw new ClientError('decision-mismatch', 'the decision is under another policy set')
  }
  const at = parseTime(decision.at)
  const findFunction = (id: string) => loadEvidenceFunction(agencies, id, at).described
  const own = recomputeDecision(manifest, decision.at, { findFunction }, set)
  if (!equalBytes(own, evidence.decision)) {
    throw new ClientError('decision-mismatch', 'the law as data gives another decision')
  }
  if (decision.outcome === 'deny') throw new ClientError('policy-denied-here', 'it was denied')
  const named = records.find(({ body }) => body?.decision === digestOf(evidence.decision))
  if (named === undefined || Math.abs(named.at - at) > CLOCK_TOLERANCE) {
    throw new ClientError('decision-mismatch', 'the log names another decision, or another time')
  }
  verifyActivated(evidence, set.digest, records, named)
  return explainDecision(manifest, decision, set, { findFunction })
}

/**
 * Anybody can write a law that permits: it counts only if the log shows that the node applied it then. Each activation retires
 * the one before it, so that none is left out between two, and the log takes no decision under a law that it has seen retired.
 */
function verifyActivated(
  { statements }: Evidence,
  policySet: Digest,
  records: readonly ProvenRecord[],
  decided: ProvenRecord,
): void {
  const activations = statements['policy-activation']
    .map((text) => {
      const { payload, digest } = parseStatementUnsafe('policy-activation', text)
      return { payload, record: loadRecordOf(records, digest) }
    })
    .sort((a, b) => a.record.index - b.record.index)
  const isChain = activations.every(
    ({ payload }, i) => payload.retires === (activations[i - 1]?.payload.policySet ?? null),
  )
  const wasActive = activations.some(({ payload, record }, i) => {
    const next = activations[i + 1]?.record
    const isOver = next !== undefined && next.index < decided.index
    return payload.policySet === policySet && record.index < decided.index && !isOver
  })
  if (!isChain || !wasActive)
    throw new ClientError('decision-mismatch', 'the law was not in force here')
}
