import type { CompiledReach } from './compiled-rules.ts'
import type { FactSheet } from './fact-sheet.ts'
import { covers } from './scope.ts'
import type { Mark } from './scope.ts'

/** That a rule lies on a part: surely, or until some facts of the disclosure are answered. */
export interface Lying {
  readonly unanswered: readonly string[]
}

const SURELY: Lying = { unanswered: [] }

/** The strongest way in which a rule lies on a part on its way to a receiver; null if it does not. */
export function findLying(
  reaches: readonly CompiledReach[],
  way: Mark,
  { facts }: FactSheet,
): Lying | null {
  let lying: Lying | null = null
  for (const { scope, test, liesUnanswered, unless } of reaches) {
    if (!covers(scope, way)) continue
    if (unless !== null && unless.answer(facts) === 'met') continue
    const answer = test === null ? 'met' : test.answer(facts)
    if (answer === 'met') return SURELY
    if (answer === 'unanswered' && liesUnanswered) lying = { unanswered: test!.lacks(facts) }
  }
  return lying
}
