/**
 * Facts that nobody states because they follow from others: the penalty on the day, whether a consent is in force and
 * covers this part, receiver and purpose. Each is left out while a fact that it follows from lacks an answer.
 *
 * @module
 */
import { CATEGORIES } from '../protocol/vocabulary.ts'
import type { Category, Purpose } from '../protocol/vocabulary.ts'
import type { FactSheet } from './fact-sheet.ts'
import { penaltyForPast, penaltyOn } from './penalty.ts'
import type { Penalty } from './penalty.ts'
import type { Crime } from './policy-set.ts'
import type { Day } from './rule.ts'

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
export const PART_FACTS = ['consentCoversPart', 'consentCoversReceiver'] as const

/** The stated fact that says whether a consent covers a category: `consentCoversDailyPlaces`. */
export function consentFact(category: Category): string {
  return 'consentCovers' + category.replace(/(?:^|-)[a-z]/g, (start) => start.at(-1)!.toUpperCase())
}

/** Where the facts that this module works with stand in every sheet, whatever the pack. */
const PLACE = {
  fearedCrime: 0,
  fearedCrimeChapter: 1,
  fearedCrimeMinimumMonths: 2,
  suspectedCrime: 3,
  crimeOn: 4,
  suspectedCrimeChapter: 5,
  suspectedCrimeMinimumMonths: 6,
  consentGivenOn: 7,
  consentValidUntil: 8,
  consentInForce: 9,
  consentPurpose: 10,
  consentCoversPurpose: 11,
  consentReceiver: 12,
  consentCoversReceiver: 13,
  consentCoversPart: 14,
} as const
const FIRST_CONSENT = 15
const CONSENT_PLACE = Object.fromEntries(
  CATEGORIES.map((category, i) => [category, FIRST_CONSENT + i]),
) as Readonly<Record<Category, number>>

/** Gives each of a pack's facts its place in a sheet. */
export function placeFacts(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>(Object.entries(PLACE))
  for (const category of CATEGORIES) places.set(consentFact(category), CONSENT_PLACE[category])
  for (const name of names) if (!places.has(name)) places.set(name, places.size)
  return places
}

/** A derived fact that rests on a disputed penalty, and the questions that it hangs on. */
export interface UnsettledFact {
  readonly name: string
  readonly openQuestions: readonly string[]
}

/** Writes what follows from a ground's facts on a day. Returns those that rest on a disputed penalty. */
export function deriveGroundFacts(
  sheet: FactSheet,
  crimes: ReadonlyMap<string, Crime>,
  day: Day,
  purpose: Purpose,
): readonly UnsettledFact[] {
  const { facts } = sheet
  const given = facts[PLACE.consentGivenOn]
  const until = facts[PLACE.consentValidUntil]
  if (given !== undefined && until !== undefined)
    sheet.write(PLACE.consentInForce, given <= day && day <= until)
  const consentPurpose = facts[PLACE.consentPurpose]
  if (consentPurpose !== undefined)
    sheet.write(PLACE.consentCoversPurpose, consentPurpose === purpose)
  let unsettled = NONE
  const feared = facts[PLACE.fearedCrime]
  if (feared !== undefined) {
    const penalty = penaltyOn(crimes.get(feared as string)!, day)
    sheet.write(PLACE.fearedCrimeChapter, penalty.chapter)
    sheet.write(PLACE.fearedCrimeMinimumMonths, penalty.minimumMonths)
    unsettled = withUnsettled(NONE, 'fearedCrimeMinimumMonths', penalty)
  }
  const suspected = facts[PLACE.suspectedCrime]
  const committed = facts[PLACE.crimeOn]
  if (suspected !== undefined && committed !== undefined) {
    const penalty = penaltyForPast(crimes.get(suspected as string)!, committed as string, day)
    sheet.write(PLACE.suspectedCrimeChapter, penalty.chapter)
    sheet.write(PLACE.suspectedCrimeMinimumMonths, penalty.minimumMonths)
    unsettled = withUnsettled(unsettled, 'suspectedCrimeMinimumMonths', penalty)
  }
  return unsettled
}

const NONE: readonly UnsettledFact[] = []

function withUnsettled(
  found: readonly UnsettledFact[],
  name: string,
  { openQuestions }: Penalty,
): readonly UnsettledFact[] {
  return openQuestions.length === 0 ? found : [...found, { name, openQuestions }]
}

/** Writes what follows for one part and receiver. */
export function derivePartFacts(
  sheet: FactSheet,
  category: Category,
  receiverAgency: string,
): void {
  const receiver = sheet.facts[PLACE.consentReceiver]
  sheet.write(PLACE.consentCoversPart, sheet.facts[CONSENT_PLACE[category]])
  sheet.write(
    PLACE.consentCoversReceiver,
    receiver === undefined ? undefined : receiver === receiverAgency,
  )
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
