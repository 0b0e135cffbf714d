import type { CompiledVersion } from './compiled-rules.ts'
import type { RuleReference } from './decision.ts'
import { inOrder } from './in-order.ts'

/** Some wordings as references, each once, in the order of their ranks. */
export function referencesTo(wordings: readonly CompiledVersion[]): readonly RuleReference[] {
  const sorted = inOrder(wordings, (a, b) => a.rank - b.rank)
  const found: RuleReference[] = []
  let last = -1
  for (const { reference, rank } of sorted) {
    if (rank !== last) found.push(reference)
    last = rank
  }
  return found
}
