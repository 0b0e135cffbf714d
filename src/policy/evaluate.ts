import { findAlternatives } from './alternatives.ts'
import type { Decision, Outcome, PartDecision, Split } from './decision.ts'
import { openGrounds } from './ground.ts'
import { collectObligations } from './obligations.ts'
import { decidePart } from './part-decision.ts'
import type { Docket } from './part-decision.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyRequest } from './policy-request.ts'
import { compareText, readRequest } from './read-request.ts'

/**
 * Decides a request under a set: what may, must, may after approval or must not be disclosed, part by part and receiver by
 * receiver, with reasons.
 *
 * Pure: the same set and request give the same decision in every runtime, and the order in which parts, grounds, harm tests
 * and receivers are listed makes no difference. Default deny: a lock that nothing opens stays closed. Throws `PolicyError`
 * for a request that cannot be judged, never for one that is refused.
 */
export function evaluate(set: PolicySet, request: PolicyRequest): Decision {
  const read = readRequest(set, request)
  const docket: Docket = { set, read, grounds: openGrounds(set, read) }
  const parts = read.parts.flatMap((part) =>
    part.readers.toSorted(compareText).map((reader) => decidePart(docket, part, reader)),
  )
  const outcome = worstOutcome(parts)
  const refused = outcome === 'deny' || outcome === 'escalate'
  return {
    v: 1,
    policySet: set.digest,
    at: request.at,
    day: read.day,
    outcome,
    parts,
    ...collectObligations(docket, parts),
    alternatives: refused ? findAlternatives(docket, parts) : [],
    split: refused ? splitParts(parts) : null,
    unanswered: refused ? findUnanswered(parts) : [],
    lawReadUntil: set.pack.lawReadUntil,
  }
}

const SEVERITY: readonly Outcome[] = ['deny', 'escalate', 'duty', 'permit']

/** The most restrictive outcome; a request without parts discloses nothing and is denied. */
function worstOutcome(parts: readonly PartDecision[]): Outcome {
  return SEVERITY.find((outcome) => parts.some((part) => part.outcome === outcome)) ?? 'deny'
}

/** Sorts the parts by their worst outcome towards any reader; null if all fall in one class. */
function splitParts(parts: readonly PartDecision[]): Split | null {
  const now: string[] = []
  const afterApproval: string[] = []
  const not: string[] = []
  for (const id of new Set(parts.map(({ part }) => part))) {
    const outcome = worstOutcome(parts.filter(({ part }) => part === id))
    if (outcome === 'deny') not.push(id)
    else if (outcome === 'escalate') afterApproval.push(id)
    else now.push(id)
  }
  const classes = [now, afterApproval, not].filter(({ length }) => length > 0)
  return classes.length > 1 ? { now, afterApproval, not } : null
}

function findUnanswered(parts: readonly PartDecision[]): readonly string[] {
  const names = new Set<string>()
  for (const { outcome, locks, blocks, grounds } of parts) {
    if (outcome === 'permit' || outcome === 'duty') continue
    for (const { state, unanswered } of locks)
      if (state !== 'open' && state !== 'duty') for (const name of unanswered) names.add(name)
    for (const { unanswered } of blocks) for (const name of unanswered) names.add(name)
    for (const { conditions } of grounds)
      for (const { result, facts } of conditions)
        if (result === 'unanswered') for (const name of facts) names.add(name)
  }
  return [...names].sort()
}
