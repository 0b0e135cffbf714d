import type { StoredDecision } from '../../audit/write-item.ts'
import { findAdvice } from '../../policy/advice.ts'
import { encodeDecision } from '../../policy/encode-decision.ts'
import { evaluate } from '../../policy/evaluate.ts'
import { buildExplanation } from '../../policy/explanation.ts'
import type { Explanation } from '../../policy/explanation.ts'
import { policyRequestFromManifest } from '../../policy/request-from-manifest.ts'
import type { Decision } from '../../policy/decision.ts'
import { describeFunction } from '../../protocol/agency-function.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { digestOf } from '../../protocol/sha256.ts'
import type { Digest } from '../../protocol/sha256.ts'
import type { Head } from '../../protocol/statements/head.ts'
import type { ManifestPart } from '../../protocol/statements/manifest.ts'
import { encodeTime } from '../../protocol/time.ts'
import { GatewayError } from '../errors.ts'
import type { Note } from './freshness.ts'
import type { Gate } from '../gate.ts'

/** A decision with its canonical bytes, and what the sender is told besides. */
export interface Decided {
  readonly decision: Decision
  readonly bytes: Uint8Array
  readonly digest: Digest
  readonly notes: readonly Note[]
  /** The decision ready to be told, with what the sender could do about a refusal; worked out when asked for. */
  readonly explain: () => Explanation
}

/** The parts of a disclosure as the policy sees them; a dry run has no more than this. */
export type DecidedPart = Pick<ManifestPart, 'id' | 'subject' | 'category' | 'readers'>

/**
 * Applies the law as it stands at `now` (ms). The sender must have checked under the active policy set, or under one that
 * was active until less than a day ago; the decision is by the active set in both cases. A dry run calls this too, so
 * that its answer is the real one.
 *
 * Throws `policy-set-unknown`, and PolicyError for what cannot be judged. A denial is an answer, not an error; one because a
 * rule could not be applied raises an alarm.
 */
export function checkPolicy(
  gate: Pick<Gate, 'alarm' | 'directory' | 'policySets'>,
  head: Head,
  parts: readonly DecidedPart[],
  now: number,
): Decided {
  const notes = checkPolicySet(gate, head.policySet, now)
  const findFunction = (id: string) => {
    const state = gate.directory.find(agencyOf(id))?.state
    return state && describeFunction(state, id)
  }
  const request = policyRequestFromManifest(head, parts, { findFunction }, encodeTime(now))
  const { active } = gate.policySets
  const decision = evaluate(active, request)
  if (hasErred(decision)) gate.alarm.ruleErred(active.digest)
  const bytes = encodeDecision(decision)
  const explain = () =>
    buildExplanation(active, request, decision, findAdvice(active, request, decision))
  return { decision, bytes, digest: digestOf(bytes), notes, explain }
}

function checkPolicySet(
  { policySets }: Pick<Gate, 'policySets'>,
  digest: Digest,
  now: number,
): readonly Note[] {
  if (digest === policySets.active.digest) return []
  if (policySets.isRecentlyRetired(digest, now)) return ['policy-set-retired']
  throw new GatewayError('policy-set-unknown', 'neither active nor retired within a day')
}

/** A decision as the log keeps it. */
export function storedDecision({ decision, bytes, digest }: Decided): StoredDecision {
  return { policySet: decision.policySet, digest, bytes }
}

/** Codes of a denial. */
export const DENIAL_CODES = ['rule-erred', 'ground-not-in-force', 'policy-denied'] as const
export type DenialCode = (typeof DENIAL_CODES)[number]

/**
 * The code of a denial: a fault of ours comes first, whoever is denied cannot mend it; an invoked wording that is not the law
 * of the day has a plainer one.
 */
export function denialCode(decision: Decision): DenialCode {
  if (hasErred(decision)) return 'rule-erred'
  const { parts } = decision
  const isOutOfForce = parts.some(({ grounds }) =>
    grounds.some(({ mismatches }) =>
      mismatches.some((mismatch) => mismatch === 'not-in-force' || mismatch === 'repealed'),
    ),
  )
  return isOutOfForce ? 'ground-not-in-force' : 'policy-denied'
}

function hasErred({ parts }: Decision): boolean {
  return parts.some(({ reasons }) => reasons.includes('rule-erred'))
}
