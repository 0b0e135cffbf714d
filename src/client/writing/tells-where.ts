import type { Facts } from '../../protocol/statements/facts.ts'
import type { Sheet } from './sheet.ts'

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

/** What was answered holds for the words that it was answered about: a sheet that says something else now is asked again. */
export function askedAnew(before: Sheet, after: Sheet): Sheet {
  if (!(TELLS_WHERE in after.facts) || saysTheSame(before, after)) return after
  const { [TELLS_WHERE]: _old, ...facts } = after.facts
  return { ...after, facts }
}

function saysTheSame(before: Sheet, after: Sheet): boolean {
  const words = ({ document, sections }: Sheet) => JSON.stringify([document, sections])
  return (
    (before.document === after.document && before.sections === after.sections) ||
    words(before) === words(after)
  )
}
