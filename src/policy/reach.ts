import type { CompiledReach } from './compiled-rules.ts'
import type { FactSheet } from './fact-sheet.ts'
import { covers } from './scope.ts'
import type { Mark } from './scope.ts'

/** That a rule lies on a part: surely, or until some facts of the disclosure are answered. */
export interface Lying {
  readonly unanswered: readonly string[]
  /** Facts without an answer that could still take it away, since it lies unless they meet something. */
  readonly exceptions: readonly string[]
}

const NONE: readonly string[] = []
const SURELY: Lying = { unanswered: NONE, exceptions: NONE }

/** The strongest way in which a rule lies on a part on its way to a receiver; null if it does not. */
export function findLying(
  reaches: readonly CompiledReach[],
  way: Mark,
  { facts }: FactSheet,
): Lying | null {
  let lying: Lying | null = null
  for (const { scope, test, liesUnanswered, unless } of reaches) {
    if (!covers(scope, way)) continue
    const excepted = unless === null ? 'failed' : unless.answer(facts)
    if (excepted === 'met') continue
    const answer = test === null ? 'met' : test.answer(facts)
    if (answer === 'met' && excepted === 'failed') return SURELY
    const exceptions = excepted === 'failed' ? NONE : unless!.lacks(facts)
    if (answer === 'met') lying = { unanswered: NONE, exceptions }
    else if (answer === 'unanswered' && liesUnanswered)
      lying ??= { unanswered: test!.lacks(facts), exceptions }
  }
  return lying
}
