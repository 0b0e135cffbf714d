import type { StoredDecision } from '../../audit/write-item.ts'
import { findAdvice } from '../../policy/advice.ts'
import { encodeDecision } from '../../policy/encode-decision.ts'
import { PolicyError } from '../../policy/errors.ts'
import { evaluate } from '../../policy/evaluate.ts'
import type { PolicyRequest } from '../../policy/policy-request.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { buildExplanation } from '../../policy/explaining/explanation.ts'
import type { Explanation } from '../../policy/explaining/explanation.ts'
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
 * was active until less than a day ago, and is then told of it; the decision is by the active set in both cases. A dry run
 * calls this too, so that its answer is the real one.
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
  const retired = checkPolicySet(gate, head.policySet, now)
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
  const notes = retired === null ? [] : listDifferences(retired, request, decision)
  return { decision, bytes, digest: digestOf(bytes), notes, explain }
}

/** The retired set under which the sender checked; null if it was the active one. */
function checkPolicySet(
  { policySets }: Pick<Gate, 'policySets'>,
  digest: Digest,
  now: number,
): PolicySet | null {
  if (digest === policySets.active.digest) return null
  const retired = policySets.findRetired(digest, now)
  if (retired !== undefined) return retired
  throw new GatewayError('policy-set-unknown', 'neither active nor retired within a day')
}

/** What the sender is told who checked under a retired set: that it is, and whether it would have decided otherwise. */
function listDifferences(
  retired: PolicySet,
  request: PolicyRequest,
  decision: Decision,
): readonly Note[] {
  const before = evaluateIfPossible(retired, request)
  const isSame =
    before !== undefined &&
    JSON.stringify(outcomesOf(before)) === JSON.stringify(outcomesOf(decision))
  return isSame ? ['policy-set-retired'] : ['policy-set-retired', 'policy-set-decides-otherwise']
}

function outcomesOf({ outcome, parts }: Decision) {
  return [outcome, ...parts.map((part) => [part.part, part.receiver, part.outcome])]
}

function evaluateIfPossible(set: PolicySet, request: PolicyRequest): Decision | undefined {
  try {
    return evaluate(set, request)
  } catch (error) {
    if (error instanceof PolicyError) return undefined
    throw error
  }
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
