import type { Outcome } from '../../policy/decision.ts'

/** A tick, a clock and a cross, drawn here: not every font has them. */
const LINES: Readonly<Record<Outcome, string>> = {
  permit: 'M3 9l4 4 8-9',
  duty: 'M3 9l4 4 8-9',
  escalate: 'M9 2a7 7 0 1 0 .01 0M9 5v4l3 2',
  deny: 'M4 4l10 10M14 4L4 14',
}

/** A sign beside the word: colour alone says nothing to many. */
export function Sign({ outcome }: { readonly outcome: Outcome }) {
  return (
    <svg className={`outcome-sign ${outcome}`} viewBox="0 0 18 18" aria-hidden="true">
      <path d={LINES[outcome]} fill="none" stroke="currentColor" strokeWidth="2.4" />
    </svg>
  )
}
