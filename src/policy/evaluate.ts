import type { Decision, Outcome, PartDecision } from './decision.ts'
import { collectObligations } from './obligations.ts'
import { decidePart, openDocket } from './part-decision.ts'
import type { Judgement } from './part-decision.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyRequest } from './policy-request.ts'

/**
 * Decides a request under a set: what may, must, may after approval or must not be disclosed, part by part and receiver by
 * receiver, with reasons.
 *
 * Pure: the same set and request give the same decision in every runtime, and the order in which parts, grounds, harm tests
 * and receivers are listed makes no difference. Default deny: a lock that nothing opens stays closed. What a person could do
 * about a refusal is `findAdvice`'s to say. Throws `PolicyError` for a request that cannot be judged, never for one that is
 * refused.
 */
export function evaluate(set: PolicySet, request: PolicyRequest): Decision {
  const docket = openDocket(set, request)
  const judgements: Judgement[] = []
  for (const passage of docket.passages) judgements.push(decidePart(docket, passage))
  const parts = judgements.map(({ decision }) => decision)
  const { obligations, documentation } = collectObligations(set.rules, request.at, judgements)
  return {
    v: 1,
    policySet: set.digest,
    at: request.at,
    day: docket.read.day,
    outcome: worstOutcome(parts),
    parts,
    obligations,
    documentation,
    lawReadUntil: set.pack.lawReadUntil,
  }
}

const SEVERITY: readonly Outcome[] = ['deny', 'escalate', 'duty', 'permit']

/** The most restrictive outcome; a request without parts for anybody discloses nothing and is denied. */
export function worstOutcome(parts: readonly PartDecision[]): Outcome {
  return SEVERITY.find((outcome) => parts.some((part) => part.outcome === outcome)) ?? 'deny'
}
