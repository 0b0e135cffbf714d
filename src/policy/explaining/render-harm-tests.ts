import type { PartExplanation } from './explanation.ts'
import type { Teller } from './teller.ts'

/**
 * The way that needs no ground: where every lock left on a denied part may still be tested towards the receiver. It is told
 * once for each set of locks; whether the test may settle it alone is the lock's affair, so nothing is promised.
 */
export function renderHarmTests(teller: Teller, leaving: readonly PartExplanation[]): string[] {
  const testable = leaving.filter(isTestable)
  const told = new Set(testable.map((part) => teller.list(closedIn(part).map(cite(teller)))))
  return [...told].flatMap((citations) => [
    teller.say(
      `  – Skadeprövning (${citations}): oftast ska en beslutsfattare bekräfta den.`,
      `  – Harm test (${citations}): most often a decision-maker is to confirm it.`,
    ),
    teller.say(
      '      Står det klart att ingen lider men, och att inget arbete skadas, av att just den här mottagaren får uppgifterna? Eller, i enskild verksamhet, att det inte är obehörigt att berätta? Pröva det, och skriv varför.',
      '      Is it clear that nobody suffers detriment, and no work is harmed, by this very receiver getting the data? Or, in a private body, that telling is not unauthorised? Test it, and write why.',
    ),
  ])
}

type Lock = PartExplanation['locks'][number]

function cite(teller: Teller): (lock: Lock) => string {
  return (lock) => teller.citation(lock)
}

function closedIn({ locks }: PartExplanation): readonly Lock[] {
  return locks.filter(({ state }) => state === 'closed')
}

/** A part that a block holds, or that waits for an answer, is helped by no test. */
function isTestable(part: PartExplanation): boolean {
  const closed = closedIn(part)
  return (
    part.outcome === 'deny' &&
    part.blocks.length === 0 &&
    closed.length > 0 &&
    closed.every(({ harmTest, unanswered }) => harmTest === 'not-attested' && !unanswered.length)
  )
}
