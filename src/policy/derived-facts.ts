/**
 * Facts that nobody states because they follow from others: the penalty on the day, whether a consent is in force and
 * covers this part, receiver and purpose. Each is left out while a fact that it follows from lacks an answer.
 *
 * @module
 */
import { CATEGORIES } from '../protocol/vocabulary.ts'
import type { Category, Purpose } from '../protocol/vocabulary.ts'
import type { FactValue } from './condition.ts'
import { penaltyForPast, penaltyOn } from './penalty.ts'
import type { Crime } from './policy-set.ts'
import type { Day } from './rule.ts'

/** A fact table while it is being filled. */
export type GrowingFacts = { [name: string]: FactValue | undefined }

/** What each derived fact follows from. A pack declares exactly these. */
export const DERIVED_FACTS: Readonly<Record<string, readonly string[]>> = {
  fearedCrimeChapter: ['fearedCrime'],
  fearedCrimeMinimumMonths: ['fearedCrime'],
  suspectedCrimeChapter: ['suspectedCrime', 'crimeOn'],
  suspectedCrimeMinimumMonths: ['suspectedCrime', 'crimeOn'],
  consentInForce: ['consentGivenOn', 'consentValidUntil'],
  consentCoversPurpose: ['consentPurpose'],
  consentCoversReceiver: ['consentReceiver'],
  consentCoversPart: [],
}

/** Derived facts that differ from part to part or from receiver to receiver. */
export const PART_FACTS: ReadonlySet<string> = new Set([
  'consentCoversPart',
  'consentCoversReceiver',
])

/** The stated fact that says whether a consent covers a category: `consentCoversDailyPlaces`. */
export function consentFact(category: Category): string {
  return CONSENT_FACTS[category]
}

const CONSENT_FACTS = Object.fromEntries(
  CATEGORIES.map((category) => [category, nameConsentFact(category)]),
) as Readonly<Record<Category, string>>

function nameConsentFact(category: Category): string {
  return 'consentCovers' + category.replace(/(?:^|-)[a-z]/g, (start) => start.at(-1)!.toUpperCase())
}

/** Fills in what follows from a ground's facts on a day. Returns the minimum facts that rest on a disputed penalty. */
export function deriveGroundFacts(
  facts: GrowingFacts,
  crimes: ReadonlyMap<string, Crime>,
  day: Day,
  purpose: Purpose,
): readonly string[] {
  const { consentGivenOn: given, consentValidUntil: until, consentPurpose } = facts
  if (given !== undefined && until !== undefined)
    facts.consentInForce = given <= day && day <= until
  if (consentPurpose !== undefined) facts.consentCoversPurpose = consentPurpose === purpose
  const unsettled: string[] = []
  if (facts.fearedCrime !== undefined) {
    const penalty = penaltyOn(crimes.get(facts.fearedCrime as string)!, day)
    facts.fearedCrimeChapter = penalty.chapter
    facts.fearedCrimeMinimumMonths = penalty.minimumMonths
    if (!penalty.settled) unsettled.push('fearedCrimeMinimumMonths')
  }
  if (facts.suspectedCrime !== undefined && facts.crimeOn !== undefined) {
    const crime = crimes.get(facts.suspectedCrime as string)!
    const penalty = penaltyForPast(crime, facts.crimeOn as string, day)
    facts.suspectedCrimeChapter = penalty.chapter
    facts.suspectedCrimeMinimumMonths = penalty.minimumMonths
    if (!penalty.settled) unsettled.push('suspectedCrimeMinimumMonths')
  }
  return unsettled
}

/** Fills in what follows for one part and receiver. */
export function derivePartFacts(facts: GrowingFacts, covers: string, receiverAgency: string): void {
  facts.consentCoversPart = facts[covers]
  facts.consentCoversReceiver =
    facts.consentReceiver === undefined ? undefined : facts.consentReceiver === receiverAgency
}

/** The stated facts that must be answered before a fact, derived or stated, is known. */
export function statedFacts(name: string, category: Category): readonly string[] {
  if (name === 'consentCoversPart') return [consentFact(category)]
  return DERIVED_FACTS[name] ?? [name]
}

/** Some facts as a person states them, each once, sorted: not the penalty minimum but the crime. */
export function statedFactsOf(names: readonly string[], category: Category): readonly string[] {
  return [...new Set(names.flatMap((name) => statedFacts(name, category)))].sort()
}
