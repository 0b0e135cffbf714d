/**
 * What a person may be told of what was done with data about him: dates, purposes, categories and functions (GDPR article 15,
 * brottsdatalagen 4 kap.; research of the law, §2.2 rows 4 and 19).
 *
 * Never who of the staff, never what would show where a protected person is or how to reach him, and never whether there is a
 * message at all when the person asking is the one whom another fears: telling him that is telling him of her. What is
 * withheld is counted by the ground on which it is.
 *
 * @module
 */
import type { Subject } from '../../protocol/statements/head.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Time } from '../../protocol/time.ts'
import type { BodyType, Category, Purpose, SubjectRole } from '../../protocol/vocabulary.ts'

/** A function as an extract may name it. */
export interface ExtractFunction {
  readonly id: string
  /** Null when nobody knows it any more. */
  readonly name: LocalText | null
  readonly bodyType: BodyType | null
  readonly servesFearedPerpetrator: boolean
}

/** A released disclosure, as far as the gateway knows it. */
export interface ExtractSource {
  readonly releasedAt: Time
  readonly purpose: Purpose
  readonly subjects: readonly Subject[]
  readonly parts: readonly {
    readonly subject: string
    readonly category: Category
    readonly readers: readonly string[]
  }[]
  readonly from: ExtractFunction
  readonly to: readonly ExtractFunction[]
  /** Whether its sender said that an investigation must not be harmed. */
  readonly hasInvestigationInterest: boolean
  readonly openings: readonly {
    readonly function: string
    readonly purpose: Purpose
    readonly at: Time
  }[]
}

/** Who asks for what. */
export interface ExtractQuestion {
  /** The role in which the person appears in the case. */
  readonly role: SubjectRole
  /** Whether the extract could come into the hands of the one who is feared, whoever has asked for it. */
  readonly mayReachFearedPerpetrator: boolean
}

/** Why an entry, or categories of it, are left out. */
export const WITHHOLDING_GROUNDS = [
  'existence',
  'protected-place',
  'investigation',
  'third-person',
  'identity-uncertain',
] as const
export type WithholdingGround = (typeof WITHHOLDING_GROUNDS)[number]

/** A side of an entry: by its name, or by what kind of body it is where the name would tell too much. */
export interface ExtractSide {
  readonly name: LocalText | null
  readonly bodyType: BodyType | null
}

/** One thing that was done. */
export interface ExtractEntry {
  /** Of the record, UTC. */
  readonly at: Time
  readonly what: 'disclosed' | 'opened'
  readonly purpose: Purpose
  readonly categories: readonly Category[]
  readonly from: ExtractSide
  readonly to: ExtractSide
}

/** How many entries a ground has left out, wholly or in part. */
export interface Withheld {
  readonly ground: WithholdingGround
  readonly entries: number
}

/** What may be told, in the order of time, and what may not. */
export interface Extract {
  readonly entries: readonly ExtractEntry[]
  readonly withheld: readonly Withheld[]
}

/** Shows, or would together with other data show, where somebody is or how to reach him (OSL 21:3, 21:3 a). */
const PLACES: readonly Category[] = [
  'contact',
  'location',
  'whereabouts',
  'daily-places',
  'protection',
]

/** Bodies whose very name is a place where somebody hides. */
const SHELTERS: readonly (BodyType | null)[] = ['association', 'private-professional', null]

/** Builds the extract of what the agency knows about one person in the disclosures of his cases. */
export function buildExtract(
  sources: readonly ExtractSource[],
  question: ExtractQuestion,
): Extract {
  const entries: ExtractEntry[] = []
  const counts = new Map<WithholdingGround, number>()
  const withhold = (ground: WithholdingGround, times: number) =>
    void (times > 0 && counts.set(ground, (counts.get(ground) ?? 0) + times))
  for (const source of sources) {
    const candidates = listCandidates(source, question.role)
    const ground = groundForWhole(source, question)
    if (ground !== undefined) {
      withhold(ground, candidates.length)
      continue
    }
    for (const { entry, receiver } of candidates) {
      const shown = hideSides(source, receiver, entry)
      if (typeof shown === 'string') withhold(shown, 1)
      else {
        const categories = hideCategories(source, entry.categories)
        if (categories.length < entry.categories.length) withhold('protected-place', 1)
        if (categories.length > 0) entries.push({ ...shown, categories })
      }
    }
  }
  entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return {
    entries,
    withheld: WITHHOLDING_GROUNDS.flatMap((ground) => {
      const times = counts.get(ground)
      return times === undefined ? [] : [{ ground, entries: times }]
    }),
  }
}

interface Candidate {
  readonly entry: ExtractEntry
  readonly receiver: ExtractFunction
}

/** Everything that was done with data about persons in a role: each disclosure to each receiver, and each opening. */
function listCandidates(source: ExtractSource, role: SubjectRole): Candidate[] {
  const about = new Set(source.subjects.filter((one) => one.role === role).map(({ id }) => id))
  return source.to.flatMap((receiver) => {
    const parts = source.parts.filter(
      ({ subject, category, readers }) =>
        about.has(subject) && category !== 'motive' && readers.includes(receiver.id),
    )
    const categories = [...new Set(parts.map(({ category }) => category))].sort()
    if (categories.length === 0) return []
    const common = { categories, from: sideOf(source.from), to: sideOf(receiver) }
    const disclosed = { at: source.releasedAt, what: 'disclosed', purpose: source.purpose } as const
    const opened = source.openings
      .filter((opening) => opening.function === receiver.id)
      .map(({ at, purpose }) => ({ at, what: 'opened', purpose }) as const)
    return [disclosed, ...opened].map((what) => ({ entry: { ...what, ...common }, receiver }))
  })
}

/** Why nothing of a disclosure may be told. */
function groundForWhole(
  { subjects, hasInvestigationInterest }: ExtractSource,
  { role, mayReachFearedPerpetrator }: ExtractQuestion,
): WithholdingGround | undefined {
  if (role === 'feared-perpetrator' || mayReachFearedPerpetrator) return 'existence'
  if (hasInvestigationInterest) return 'investigation'
  // Two children: the gateway cannot tell which of them asks, and nobody may be told of the other.
  if (subjects.filter((one) => one.role === role).length > 1) return 'identity-uncertain'
  return undefined
}

/** The entry with its sides as they may be named, or why it may not be told. */
function hideSides(
  source: ExtractSource,
  receiver: ExtractFunction,
  entry: ExtractEntry,
): ExtractEntry | WithholdingGround {
  // That it went to whoever works with the one who is feared tells about him.
  if ([source.from, receiver].some((side) => side.servesFearedPerpetrator)) return 'third-person'
  if (!isAnyoneProtected(source)) return entry
  if ([source.from, receiver].some((side) => SHELTERS.includes(side.bodyType)))
    return 'protected-place'
  // The name of the unit tells the municipality.
  return { ...entry, from: { ...entry.from, name: null }, to: { ...entry.to, name: null } }
}

function hideCategories(
  source: ExtractSource,
  categories: readonly Category[],
): readonly Category[] {
  if (!isAnyoneProtected(source)) return categories
  return categories.filter((category) => !PLACES.includes(category))
}

/** They may live together: what shows where one of them is shows where all are. Not known is not unprotected. */
function isAnyoneProtected({ subjects }: ExtractSource): boolean {
  return subjects.some(({ protection }) => protection !== 'none')
}

function sideOf({ name, bodyType }: ExtractFunction): ExtractSide {
  return { name, bodyType }
}
