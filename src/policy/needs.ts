import type { Head } from '../protocol/statements/head.ts'
import type { Verdict } from '../protocol/vocabulary.ts'
import type { Decision } from './decision.ts'

/** A verdict that lets something go. */
export type Need = Exclude<Verdict, 'refuse'>

/**
 * Which verdicts of a second member a disclosure waits for before it is released; none: it is released at once. Law that is
 * not settled waits for approval; the rules' own demand for two persons (OSL 21:3) for a second one; words that the
 * free-text guard found about somebody protected for somebody who has looked at them.
 *
 * Asked by the gateway, by the sender's client, which must know whether the decision function reads it, and by whoever
 * verifies the evidence.
 */
export function listNeeds(
  decision: Decision,
  { subjects, guard }: Pick<Head, 'subjects' | 'guard'>,
): readonly Need[] {
  const needs: Need[] = []
  if (decision.outcome === 'escalate') needs.push('approve')
  if (decision.obligations.some(({ code }) => code === 'two-person')) needs.push('two-person')
  const isProtected = subjects.some(({ protection }) => protection !== 'none')
  if (isProtected && guard.hits.length > 0) needs.push('guard-release')
  return needs
}

/** What is still missing after these verdicts. A decision-maker's approval covers everything. */
export function remainingNeeds(
  needs: readonly Need[],
  verdicts: readonly Verdict[],
): readonly Need[] {
  return verdicts.includes('approve') ? [] : needs.filter((need) => !verdicts.includes(need))
}
