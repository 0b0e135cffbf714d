/**
 * One wording of a rule said slightly wrong: what all kinds of rules have, and what each has of its own.
 *
 * @module
 */
import type {
  BlockVersion,
  Condition,
  Dispute,
  GatewayVersion,
  LockVersion,
  ObligationRuleVersion,
  Reach,
  RuleObligation,
  RuleVersion,
} from '../rule.ts'
import { mutateCondition } from './mutate-condition.ts'
import type { Vocabulary } from './mutate-condition.ts'
import { mutateLists } from './mutate-lists.ts'
import { inside, insideEach, withoutEach } from './variant.ts'
import type { Variant } from './variant.ts'

/** What a mutation must know of the pack around a wording. */
export interface Surroundings {
  readonly vocabulary: Vocabulary
  /** Ids of open questions. */
  readonly openQuestions: readonly string[]
  /** Locks that may lie where a gateway's wording applies. */
  readonly meets: (version: GatewayVersion) => readonly string[]
}

/** Obligations and documentation. */
function mutateDuties<V extends RuleVersion>(version: V): readonly Variant<V>[] {
  const codeOf = ({ code }: RuleObligation): string => code
  return [
    ...inside('', withoutEach('obligation-dropped', version.obligations, codeOf, 0), (value) => ({
      ...version,
      obligations: value,
    })),
    ...inside('', insideEach(version.obligations, codeOf, moveTime), (value) => ({
      ...version,
      obligations: value,
    })),
    ...inside(
      '',
      withoutEach('documentation-dropped', version.documentation, String, 0),
      (value) => ({
        ...version,
        documentation: value,
      }),
    ),
  ]
}

function moveTime(obligation: RuleObligation): readonly Variant<RuleObligation>[] {
  const { within } = obligation
  if (within === undefined) return []
  const later = within.replace(/\d+/, (count) => String(Number(count) + 1))
  return [
    { operator: 'obligation-time-moved', detail: later, value: { ...obligation, within: later } },
  ]
}

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

function mutateReaches(
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

/**
 * A lock. That a straight test becomes reversed changes what a person is asked, not what follows from the answer: no
 * decision shows it, so it is no mutation here.
 */
export function mutateLock(
  version: LockVersion,
  { vocabulary }: Surroundings,
): readonly Variant<LockVersion>[] {
  const { kind, settled } = version.harmTest
  const other = kind === 'absolute' ? 'straight' : 'absolute'
  const { unopenable, ...openable } = version
  const variants: Variant<LockVersion>[] = [
    {
      operator: 'harm-test-kind',
      detail: other,
      value: { ...version, harmTest: { kind: other, settled } },
    },
    {
      operator: 'unopenable-swapped',
      detail: '',
      value: unopenable ? openable : { ...version, unopenable: true },
    },
    ...inside('', mutateReaches(version.lies, vocabulary), (lies) => ({ ...version, lies })),
    ...mutateDuties(version),
  ]
  if (kind !== 'absolute') {
    const harmTest = { kind, settled: !settled }
    variants.push({ operator: 'settled-swapped', detail: '', value: { ...version, harmTest } })
  }
  return variants
}

/** A block. */
export function mutateBlock(
  version: BlockVersion,
  { vocabulary, openQuestions }: Surroundings,
): readonly Variant<BlockVersion>[] {
  const { openQuestion: _question, notForDuty, ...others } = version
  const flipped: BlockVersion =
    version.effect === 'deny' ? { ...version, effect: 'escalate' } : { ...others, effect: 'deny' }
  const { notForDuty: _spared, ...forAll } = version
  const duties = notForDuty ? forAll : { ...version, notForDuty: true as const }
  return [
    { operator: 'effect-flipped', detail: '', value: flipped },
    ...(version.effect === 'escalate'
      ? [{ operator: 'duty-flipped' as const, detail: '', value: duties }]
      : []),
    ...inside('', mutateReaches(version.lies, vocabulary), (lies) => ({ ...version, lies })),
    ...mutateDuties(version),
    ...swapQuestion(version, openQuestions),
  ]
}

/** An obligation rule. */
export function mutateObligationRule(
  version: ObligationRuleVersion,
  { vocabulary }: Surroundings,
): readonly Variant<ObligationRuleVersion>[] {
  const { notForDuty, ...forAll } = version
  return [
    {
      operator: 'duty-flipped',
      detail: '',
      value: notForDuty ? forAll : { ...version, notForDuty: true },
    },
    ...inside('', mutateReaches(version.applies, vocabulary), (applies) => ({
      ...version,
      applies,
    })),
    ...mutateDuties(version),
  ]
}

/** A gateway. */
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

function swapQuestion<T extends { readonly openQuestion?: string }>(
  item: T,
  openQuestions: readonly string[],
): readonly Variant<T>[] {
  if (item.openQuestion === undefined) return []
  const other = openQuestions.find((id) => id !== item.openQuestion)
  if (other === undefined) return []
  return [
    { operator: 'open-question-swapped', detail: other, value: { ...item, openQuestion: other } },
  ]
}

function swapMotive(version: GatewayVersion): readonly Variant<GatewayVersion>[] {
  const { motive, ...others } = version
  if (motive !== undefined) return [{ operator: 'motive-dropped', detail: '', value: others }]
  const asked = { sv: 'varför', en: 'why' }
  return [{ operator: 'motive-demanded', detail: '', value: { ...version, motive: asked } }]
}
