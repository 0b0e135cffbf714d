/**
 * What a person could do about a refusal. Advice is no part of the decision: nothing is signed, recorded or enforced by it,
 * and it is worked out only where somebody asks.
 *
 * @module
 */
import { findAlternatives } from './alternatives.ts'
import type { ConditionResult, Decision, PartDecision, RuleReference } from './decision.ts'
import type { PolicyRequest } from './policy-request.ts'
import type { PolicySet } from './policy-set.ts'
import { readRequest } from './read-request.ts'

/** A gateway that would open what stays closed, and exactly what it lacks. */
export interface Alternative extends RuleReference {
  readonly subject: string
  readonly receiver: string
  readonly parts: readonly string[]
  readonly opens: readonly string[]
  /** Locks on the parts that stay closed all the same: each needs a ground of its own. */
  readonly leaves: readonly RuleReference[]
  /** What the locks but those that it leaves would let through at best, with its conditions met. */
  readonly outcome: 'permit' | 'duty' | 'escalate'
  /** Conditions that the facts given so far leave unanswered or fail. */
  readonly lacks: readonly ConditionResult[]
  readonly motive: 'needed' | 'not-needed'
}

/** What else would do, and what is still unanswered. Empty for what is permitted. */
export interface Advice {
  readonly alternatives: readonly Alternative[]
  /** Names of facts that were not answered and could change the outcome. */
  readonly unanswered: readonly string[]
}

/**
 * Finds what would help a request that was denied or escalated. `decision` is what `evaluate` gave for the same set and
 * request. Pure and deterministic as the decision is. Throws as `evaluate`.
 */
export function findAdvice(set: PolicySet, request: PolicyRequest, decision: Decision): Advice {
  const { outcome, parts } = decision
  if (outcome === 'permit' || outcome === 'duty') return { alternatives: [], unanswered: [] }
  return {
    alternatives: findAlternatives(set, readRequest(set, request), parts),
    unanswered: findUnanswered(parts),
  }
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
