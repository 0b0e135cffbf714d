/**
 * One wording of a gateway said slightly wrong.
 *
 * @module
 */
import type { Condition, Dispute, GatewayVersion } from '../rule.ts'
import { mutateCondition } from './mutate-condition.ts'
import { mutateLists } from './mutate-lists.ts'
import { mutateDuties, swapQuestion } from './mutate-wording.ts'
import type { Surroundings } from './mutate-wording.ts'
import { inside, insideEach, withoutEach } from './variant.ts'
import type { Variant } from './variant.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Every slip in a gateway's wording. */
export function mutateGateway(
  version: GatewayVersion,
  surroundings: Surroundings,
): readonly Variant<GatewayVersion>[] {
  const { vocabulary, openQuestions, meets } = surroundings
  const { opens, conditions, disputes } = version
  const idOf = ({ id }: Condition | Dispute): string => id
  const added = meets(version).filter((lock) => !opens.includes(lock))
  return [
    ...mutateLists(version),
    ...mutateDuties(version),
    ...inside('', withoutEach('opened-lock-dropped', opens, String, 0), (value) => ({
      ...version,
      opens: value,
    })),
    ...added.map((lock): Variant<GatewayVersion> => {
      return {
        operator: 'opened-lock-added',
        detail: lock,
        value: { ...version, opens: [...opens, lock] },
      }
    }),
    ...inside('', withoutEach('condition-dropped', conditions, idOf, 0), (value) => ({
      ...version,
      conditions: value,
    })),
    ...inside(
      '',
      insideEach(conditions, idOf, (condition) => mutateConditionOf(condition, vocabulary)),
      (value) => ({ ...version, conditions: value }),
    ),
    ...inside('', withoutEach('dispute-dropped', disputes, idOf, 0), (value) => ({
      ...version,
      disputes: value,
    })),
    ...inside(
      '',
      insideEach(disputes, idOf, (dispute) => mutateDispute(dispute, surroundings)),
      (value) => ({ ...version, disputes: value }),
    ),
    ...swapSettled(version, openQuestions),
    ...swapQuestion(version, openQuestions),
    ...swapMotive(version),
  ]
}

function mutateConditionOf(
  condition: Condition,
  vocabulary: Vocabulary,
): readonly Variant<Condition>[] {
  return [
    ...mutateLists(condition),
    ...inside('', mutateCondition(condition.when, vocabulary), (when) => ({ ...condition, when })),
  ]
}

function mutateDispute(
  dispute: Dispute,
  { vocabulary, openQuestions }: Surroundings,
): readonly Variant<Dispute>[] {
  const { when, locks, ...others } = dispute
  const variants: Variant<Dispute>[] = [
    ...mutateLists(dispute),
    ...swapQuestion(dispute, openQuestions),
  ]
  if (locks !== undefined) {
    variants.push(
      ...inside('locks', withoutEach('list-narrowed', locks, String), (value) => ({
        ...dispute,
        locks: value,
      })),
      {
        operator: 'list-widened',
        detail: 'locks',
        value: when === undefined ? others : { ...others, when },
      },
    )
  }
  if (when !== undefined)
    variants.push(
      ...inside('', mutateCondition(when, vocabulary), (other) => ({ ...dispute, when: other })),
    )
  return variants
}

/** What is settled becomes disputed and the other way; and a duty that is settled becomes a permission. */
function swapSettled(
  version: GatewayVersion,
  [question = 'Q1']: readonly string[],
): readonly Variant<GatewayVersion>[] {
  const { openQuestion: _dropped, ...others } = version
  if (!version.settled)
    return [{ operator: 'settled-swapped', detail: '', value: { ...others, settled: true } }]
  const nature = version.nature === 'duty' ? 'permission' : 'duty'
  return [
    {
      operator: 'settled-swapped',
      detail: '',
      value: { ...version, settled: false, openQuestion: question },
    },
    // Disputed, both give the same: escalate.
    { operator: 'nature-flipped', detail: nature, value: { ...version, nature } },
  ]
}

function swapMotive(version: GatewayVersion): readonly Variant<GatewayVersion>[] {
  const { motive, ...others } = version
  if (motive !== undefined) return [{ operator: 'motive-dropped', detail: '', value: others }]
  const asked = { sv: 'varför', en: 'why' }
  return [{ operator: 'motive-demanded', detail: '', value: { ...version, motive: asked } }]
}
