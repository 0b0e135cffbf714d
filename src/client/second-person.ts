import type { Decision } from '../policy/decision.ts'
import type { Head } from '../protocol/statements/head.ts'
import type { Verdict } from '../protocol/vocabulary.ts'

/**
 * Which verdicts of a second person a disclosure waits for before it is released; none: it goes at once.
 *
 * The same rule as the gateway's, written again on this side on purpose: the sender's client must know whether the decision
 * function reads it, and a verifier must not take the gateway's word for it.
 */
export function listNeeds(
  decision: Decision,
  { subjects, guard }: Pick<Head, 'subjects' | 'guard'>,
): Exclude<Verdict, 'refuse'>[] {
  const needs: Exclude<Verdict, 'refuse'>[] = []
  if (decision.outcome === 'escalate') needs.push('approve')
  if (decision.obligations.some(({ code }) => code === 'two-person')) needs.push('two-person')
  const isProtected = subjects.some((subject) => subject.protection !== 'none')
  if (isProtected && guard.hits.length > 0) needs.push('guard-release')
  return needs
}
