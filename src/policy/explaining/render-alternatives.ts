import type { Alternative } from '../advice.ts'
import { isAside } from '../asking/aside.ts'
import type { PartExplanation } from './explanation.ts'
import { renderHarmTests } from './render-harm-tests.ts'
import type { Teller } from './teller.ts'
import { CONSENT_NEEDED, DO_NOT_ASK } from './words.ts'

/**
 * What else would do, and what each ground lacks, the nearest first; then the harm test. What a consent must say is told in a
 * sentence here; the data have each question.
 */
export function renderAlternatives(
  teller: Teller,
  alternatives: readonly Alternative[],
  leaving: readonly PartExplanation[],
): string[] {
  const harmTests = renderHarmTests(teller, leaving)
  if (alternatives.length === 0 && harmTests.length === 0) return []
  const concerns = new Set(alternatives.map(({ parts, receiver }) => `${parts.join()} ${receiver}`))
  const told = alternatives.map((alternative) => ({
    alternative,
    missing: listMissing(teller, alternative),
  }))
  const describe = ({ alternative, missing }: (typeof told)[number]): string[] => [
    `  – ${teller.title(alternative)}: ${promise(teller, alternative)}`,
    ...missing.map((line) => `      ${line}`),
    // Said once is enough where all are for the same.
    ...(concerns.size === 1 ? [] : [`      ${concern(teller, alternative)}`]),
  ]
  const nearest = told.toSorted(
    (a, b) =>
      a.alternative.leaves.length - b.alternative.leaves.length ||
      a.missing.length - b.missing.length,
  )
  const [usual, particular] = [false, true].map((is) =>
    nearest.filter(({ alternative }) => isAside(alternative.rule) === is),
  ) as [typeof told, typeof told]
  return [
    teller.say('Andra vägar, och vad de kräver:', 'Other ways, and what they need:'),
    ...usual.flatMap(describe),
    ...harmTests,
    ...nameParticular(
      teller,
      particular.map(({ alternative }) => alternative),
    ),
  ]
}

/** What the ground leads to; where other secrecy stays closed it leads nowhere by itself. */
function promise(teller: Teller, { outcome, leaves }: Alternative): string {
  if (leaves.length === 0) return `${teller.within(teller.outcome(outcome))}.`
  const others = teller.list(leaves.map((left) => teller.citation(left)))
  return teller.say(
    `räcker inte ensam. Sekretessen i ${others} måste också öppnas.`,
    `is not enough alone. The secrecy of ${others} must be opened too.`,
  )
}

/** Grounds for particular matters are named only: whoever has such a matter at hand invokes them, and is told the rest. */
function nameParticular(teller: Teller, alternatives: readonly Alternative[]): string[] {
  if (alternatives.length === 0) return []
  const titles = [...new Set(alternatives.map((alternative) => teller.title(alternative)))]
  return [
    teller.say(
      '  – Gäller det något av det här finns också:',
      '  – If it is about one of these, there is also:',
    ),
    ...titles.map((title) => `      ${title}`),
  ]
}

function concern(teller: Teller, { parts, receiver }: Alternative): string {
  return `${teller.concerning(parts)} → ${receiver}.`
}

function listMissing(teller: Teller, alternative: Alternative): string[] {
  const { lacks, parts } = alternative
  const isConsent = lacks.some(({ facts }) => facts.some(isAboutConsent))
  const asked = lacks.flatMap((condition) => {
    if (condition.facts.length === 0) return [teller.condition(alternative, condition.id)]
    return condition.facts
      .filter((fact) => !isAboutConsent(fact))
      .map((fact) => teller.question(fact))
  })
  if (!isConsent) return asked
  const isHis = parts.some((part) => teller.role(part) === 'feared-perpetrator')
  return [teller.words(CONSENT_NEEDED), ...asked, ...(isHis ? [teller.words(DO_NOT_ASK)] : [])]
}

function isAboutConsent(fact: string): boolean {
  return fact.startsWith('consent')
}
