import type { Reach } from '../rule.ts'
import { mutateCondition } from './mutate-condition.ts'
import { mutateLists } from './mutate-lists.ts'
import { inside, insideEach, withoutEach } from './variant.ts'
import type { Variant } from './variant.ts'
import type { Vocabulary } from './vocabulary.ts'

function mutateReach(reach: Reach, vocabulary: Vocabulary): readonly Variant<Reach>[] {
  const variants: Variant<Reach>[] = [...mutateLists(reach)]
  const { when, ifUnanswered, ...unasked } = reach
  const { towardsPerpetratorFunction, unless } = reach
  if (towardsPerpetratorFunction) {
    const { towardsPerpetratorFunction: _dropped, ...value } = reach
    variants.push({ operator: 'fear-dropped', detail: '', value })
  }
  if (unless !== undefined) {
    const { unless: _dropped, ...value } = reach
    variants.push({ operator: 'exception-dropped', detail: '', value })
    variants.push(
      ...inside('unless', mutateCondition(unless, vocabulary), (other) => ({
        ...reach,
        unless: other,
      })),
    )
  }
  if (when === undefined || ifUnanswered === undefined) return variants
  const flipped = ifUnanswered === 'lies' ? 'does-not-lie' : 'lies'
  const value = { ...reach, ifUnanswered: flipped } as const
  variants.push({ operator: 'unanswered-flipped', detail: '', value })
  variants.push({ operator: 'question-dropped', detail: '', value: unasked })
  variants.push(
    ...inside('', mutateCondition(when, vocabulary), (other) => ({ ...reach, when: other })),
  )
  return variants
}

/** The ways in which a rule lies: one less, or one of them said slightly wrong. */
export function mutateReaches(
  reaches: readonly Reach[],
  vocabulary: Vocabulary,
): readonly Variant<readonly Reach[]>[] {
  const places = new Map(reaches.map((reach, place) => [reach, `reach ${place + 1}`]))
  const nameOf = (reach: Reach): string => places.get(reach)!
  return [
    ...withoutEach('reach-dropped', reaches, nameOf),
    ...insideEach(reaches, nameOf, (reach) => mutateReach(reach, vocabulary)),
  ]
}
