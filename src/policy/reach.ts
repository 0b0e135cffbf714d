import type { CompiledReach } from './compiled-rules.ts'
import type { FactSheet } from './fact-sheet.ts'

/** That a rule lies on a part: surely, or until some facts of the disclosure are answered. */
export interface Lying {
  readonly unanswered: readonly string[]
  /** Facts without an answer that could still take it away, since it lies unless they meet something. */
  readonly exceptions: readonly string[]
}

const NONE: readonly string[] = []
const SURELY: Lying = { unanswered: NONE, exceptions: NONE }

/** The strongest of some ways in which a rule may lie on a part, all of which concern it; null if it does not lie on it. */
export function findLying(reaches: readonly CompiledReach[], { facts }: FactSheet): Lying | null {
  let lying: Lying | null = null
  for (const { test, liesUnanswered, unless } of reaches) {
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
