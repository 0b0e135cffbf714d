import type { RecordBody } from '../record.ts'

/**
 * What kind of act a record is of, as reviews and reports group them. `break-glass` has no event yet: the class is here so that
 * whoever sorts records has a place for it.
 */
export const RECORD_CLASSES = [
  'session',
  'session-end',
  'look-up',
  'opening',
  'export',
  'disclosure',
  'verdict',
  'receipt',
  'refusal',
  'override',
  'break-glass',
  'directory',
  'law',
  'review',
  'reconciliation',
  'operation',
] as const
export type RecordClass = (typeof RECORD_CLASSES)[number]

/** What the body of a closed record can say, besides what it is and when. */
export type RecordField = Exclude<
  keyof RecordBody,
  'v' | 'ev' | 'ts' | 'det' | 'roles' | 'client' | 'clockBehind'
>

/** One row of the catalogue. */
export interface RecordEventRow {
  readonly class: RecordClass
  /** An open leaf says which statement it records, to everybody; a closed one commits to a body. */
  readonly leaf: 'open' | 'closed'
  readonly sv: string
  readonly en: string
  /** What the body always says: neither absent nor null. */
  readonly needs: readonly RecordField[]
}

type Words = readonly [sv: string, en: string]

/** The row of an open leaf. */
export function openEvent<const C extends RecordClass>(of: C, [sv, en]: Words) {
  return { class: of, leaf: 'open', sv, en, needs: [] } as const
}

/** The row of a closed leaf whose body says at least this. */
export function closedEvent<const C extends RecordClass, const N extends readonly RecordField[]>(
  of: C,
  [sv, en]: Words,
  needs: N,
) {
  return { class: of, leaf: 'closed', sv, en, needs } as const
}
