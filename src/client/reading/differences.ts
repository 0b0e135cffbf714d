import type { PolicySet } from '../../policy/policy-set.ts'
import type { PolicyDirectory } from '../../policy/request-from-manifest.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { explainDecision } from '../explain-decision.ts'
import type { OpenedDisclosure } from '../open-disclosure.ts'

/** What a difference means to who reads: each has a sentence of its own and a way out. */
export type DifferenceKind =
  /** A part did not come as it was sent, and is not shown. */
  | 'unreadable'
  /** A part holds something else than it may, and is not shown. */
  | 'unfit'
  /** Every part fits, but together they are not what the type demands: the consent beside a yes is missing. */
  | 'incomplete'
  /** The parts speak of the wrong persons: nothing is shown. */
  | 'contradictory'
  /** Who signed may not have been entitled. */
  | 'author'
  /** Nobody has told lately who is entitled. */
  | 'roster'
  /** The decision that was stated is not the one that the law gives. */
  | 'decision'
  /** It had to wait for a second person, and there is no word of one. */
  | 'released'
  | 'agreement'
  /** The warnings for free text are not those of the text. */
  | 'guard'
  /** Anything else that the sender's program should not have let through. */
  | 'form'

/** A difference as it is shown. */
export interface ShownDifference {
  readonly kind: DifferenceKind
  /** Stable, for who investigates. */
  readonly code: string
  /** In what: “den utsatta: kontaktvägar”. */
  readonly part: LocalText | undefined
}

const KINDS: Readonly<Record<string, DifferenceKind>> = {
  'part-missing': 'unreadable',
  'part-digest-mismatch': 'unreadable',
  'part-size-mismatch': 'unreadable',
  'part-open-failed': 'unreadable',
  'part-commitment-mismatch': 'unreadable',
  'padding-invalid': 'unreadable',
  'part-content-invalid': 'unfit',
  'document-invalid': 'incomplete',
  'utf8-invalid': 'unfit',
  'parts-contradict': 'contradictory',
  'author-key-compromised': 'author',
  'author-revoked': 'author',
  'roster-expired': 'roster',
  'countersignature-missing': 'released',
  'decision-differs': 'decision',
  'decision-denied': 'decision',
  'decision-time-differs': 'decision',
  'policy-set-differs': 'decision',
  'agreement-missing': 'agreement',
  'guard-differs': 'guard',
  'guard-version-differs': 'guard',
}

/** What did not agree, with what each part is called. Throws as `explainDecision`. */
export function describeDifferences(
  { manifest, decision, differences }: OpenedDisclosure,
  set: PolicySet,
  directory: PolicyDirectory,
): readonly ShownDifference[] {
  if (differences.length === 0) return []
  const { glossary } = explainDecision(manifest, decision, set, directory)
  const nameOf = (id: string | undefined): LocalText | undefined => {
    const part = manifest.payload.parts.find((one) => one.id === id)
    if (part === undefined) return undefined
    const person = glossary.subjects[part.subject]
    const category = glossary.categories[part.category]
    if (person === undefined || category === undefined) return undefined
    return { sv: `${person.sv}: ${category.sv}`, en: `${person.en}: ${category.en}` }
  }
  return differences.map(({ code, part }) => ({ kind: kindOf(code), code, part: nameOf(part) }))
}

function kindOf(code: string): DifferenceKind {
  if (code.startsWith('json-')) return 'unfit'
  return (Object.hasOwn(KINDS, code) ? KINDS[code] : undefined) ?? 'form'
}
