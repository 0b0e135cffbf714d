import type { Facts } from '../../protocol/statements/facts.ts'

/** The fact of the law that answers whether what is written, with what else is known, could show where somebody protected lives. */
export const TELLS_WHERE = 'togetherRevealPlace'

/**
 * Whether the author must say so (OSL 21:3, 21:3 a): the guard finds only what has a form, and the law counts no answer as a yes. The
 * answer is signed with the rest of the facts.
 */
export function asksTellsWhere({ isProtected }: { readonly isProtected: boolean }): boolean {
  return isProtected
}

/** Whether it is answered in a way that lets the text go as it is. */
export function tellsNothing(facts: Facts): boolean {
  return facts[TELLS_WHERE] === false
}
