import type { LocalText } from '../../protocol/statements/local-text.ts'

/**
 * What a mutation does to the law. Each is a slip that an author of rules could make, and that nobody would see by reading
 * one decision.
 */
export const OPERATORS = {
  'date-moved': { sv: 'dagen flyttad', en: 'day moved' },
  'version-link-dropped': { sv: 'efterföljaren struken', en: 'successor dropped' },
  'rule-dropped': { sv: 'regeln struken', en: 'rule dropped' },
  'obligation-dropped': { sv: 'skyldigheten struken', en: 'obligation dropped' },
  'obligation-time-moved': { sv: 'skyldighetens tid ändrad', en: 'time of the obligation moved' },
  'documentation-dropped': { sv: 'dokumentationen struken', en: 'documentation dropped' },
  'list-narrowed': { sv: 'ordet struket ur listan', en: 'word taken from the list' },
  'list-widened': { sv: 'listan gäller alla', en: 'list widened to all' },
  'reach-dropped': { sv: 'räckvidden struken', en: 'reach dropped' },
  'fear-dropped': {
    sv: 'gäller mot alla funktioner',
    en: 'holds towards functions of every kind',
  },
  'unanswered-flipped': { sv: 'obesvarad fråga tvärtom', en: 'unanswered the other way' },
  'question-dropped': { sv: 'frågan struken', en: 'question dropped' },
  'exception-dropped': { sv: 'undantaget struket', en: 'exception dropped' },
  'duty-flipped': {
    sv: 'gäller skyldigheter tvärtom',
    en: 'holds of duties the other way',
  },
  'harm-test-kind': { sv: 'annat slags skaderekvisit', en: 'other kind of harm test' },
  'settled-swapped': { sv: 'avgjort eller omtvistat tvärtom', en: 'settled the other way' },
  'unopenable-swapped': { sv: 'öppningsbar tvärtom', en: 'openable the other way' },
  'effect-flipped': { sv: 'hindrets verkan tvärtom', en: 'effect of the block flipped' },
  'nature-flipped': { sv: 'skyldighet eller rätt tvärtom', en: 'duty or permission flipped' },
  'open-question-swapped': { sv: 'annan rättsfråga', en: 'another open question' },
  'opened-lock-added': { sv: 'öppnar en sekretess till', en: 'opens one more lock' },
  'opened-lock-dropped': { sv: 'öppnar en sekretess mindre', en: 'opens one lock less' },
  'dispute-dropped': { sv: 'tvisten struken', en: 'dispute dropped' },
  'condition-dropped': { sv: 'villkoret struket', en: 'condition dropped' },
  'branch-dropped': { sv: 'ledet struket', en: 'branch dropped' },
  'answer-swapped': { sv: 'omvänt svar', en: 'answer swapped' },
  'answer-added': { sv: 'ett svar till räcker', en: 'one more answer will do' },
  'answer-dropped': { sv: 'ett svar mindre räcker', en: 'one answer less will do' },
  'threshold-moved': { sv: 'gränsen flyttad', en: 'threshold moved' },
  'motive-dropped': { sv: 'motiveringen struken', en: 'motive dropped' },
  'motive-demanded': { sv: 'motivering krävs', en: 'motive demanded' },
  'minimum-moved': { sv: 'minimistraffet flyttat', en: 'minimum penalty moved' },
} as const satisfies Record<string, LocalText>
export type Operator = keyof typeof OPERATORS

/** Something said slightly wrong. */
export interface Variant<T> {
  readonly operator: Operator
  /** Where in it, and what: words of the pack. */
  readonly detail: string
  readonly value: T
}

/** Variants of a whole, from variants of what stands in one place of it. */
export function inside<Inner, Whole>(
  place: string,
  variants: readonly Variant<Inner>[],
  wrap: (value: Inner) => Whole,
): readonly Variant<Whole>[] {
  return variants.map(({ operator, detail, value }) => ({
    operator,
    detail: [place, detail].filter(Boolean).join(' '),
    value: wrap(value),
  }))
}

/** Every list that lacks one item, but for the empty one unless it is allowed. */
export function withoutEach<T>(
  operator: Operator,
  items: readonly T[],
  nameOf: (item: T) => string,
  least = 1,
): readonly Variant<readonly T[]>[] {
  if (items.length <= least) return []
  return items.map((item, place) => ({
    operator,
    detail: nameOf(item),
    value: items.toSpliced(place, 1),
  }))
}

/** Variants of a list, from variants of each of its items. */
export function insideEach<T>(
  items: readonly T[],
  nameOf: (item: T, place: number) => string,
  variantsOf: (item: T) => readonly Variant<T>[],
): readonly Variant<readonly T[]>[] {
  return items.flatMap((item, place) =>
    inside(nameOf(item, place), variantsOf(item), (value) => items.with(place, value)),
  )
}
