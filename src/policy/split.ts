import type { Decision } from './decision.ts'
import { worstOutcome } from './evaluate.ts'

/** Which parts could be sent now if the others were left out, towards every one of their readers. */
export interface Split {
  readonly now: readonly string[]
  readonly afterApproval: readonly string[]
  readonly not: readonly string[]
}

/** Sorts a refused request's parts by their worst outcome towards any reader; null if all fall in one class. */
export function splitParts({ outcome, parts }: Decision): Split | null {
  if (outcome === 'permit' || outcome === 'duty') return null
  const now: string[] = []
  const afterApproval: string[] = []
  const not: string[] = []
  for (const id of new Set(parts.map(({ part }) => part))) {
    const worst = worstOutcome(parts.filter(({ part }) => part === id))
    if (worst === 'deny') not.push(id)
    else if (worst === 'escalate') afterApproval.push(id)
    else now.push(id)
  }
  const classes = [now, afterApproval, not].filter(({ length }) => length > 0)
  return classes.length > 1 ? { now, afterApproval, not } : null
}
