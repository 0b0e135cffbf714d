import type { Decision, Outcome } from './decision.ts'

const SEVERITY: Readonly<Record<Outcome, number>> = { permit: 0, duty: 1, escalate: 2, deny: 3 }

/** Which parts could be sent now if the others were left out, towards every one of their readers. */
export interface Split {
  readonly now: readonly string[]
  readonly afterApproval: readonly string[]
  readonly not: readonly string[]
}

/** Sorts a refused request's parts by their worst outcome towards any reader; null if all fall in one class. */
export function splitParts({ outcome, parts }: Decision): Split | null {
  if (outcome === 'permit' || outcome === 'duty') return null
  const worst = new Map<string, Outcome>()
  for (const { part, outcome: next } of parts) {
    const known = worst.get(part)
    if (known === undefined || SEVERITY[next] > SEVERITY[known]) worst.set(part, next)
  }
  const now: string[] = []
  const afterApproval: string[] = []
  const not: string[] = []
  for (const [id, outcome] of worst) {
    if (outcome === 'deny') not.push(id)
    else if (outcome === 'escalate') afterApproval.push(id)
    else now.push(id)
  }
  const classes = [now, afterApproval, not].filter(({ length }) => length > 0)
  return classes.length > 1 ? { now, afterApproval, not } : null
}
