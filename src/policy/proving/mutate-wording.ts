/**
 * One wording of a lock, a block or an obligation rule said slightly wrong, and what every kind of rule has.
 *
 * @module
 */
import type {
  BlockVersion,
  GatewayVersion,
  LockVersion,
  ObligationRuleVersion,
  RuleObligation,
  RuleVersion,
} from '../rule.ts'
import { mutateReaches } from './mutate-reach.ts'
import { inside, insideEach, withoutEach } from './variant.ts'
import type { Variant } from './variant.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a mutation must know of the pack around a wording. */
export interface Surroundings {
  readonly vocabulary: Vocabulary
  /** Ids of open questions. */
  readonly openQuestions: readonly string[]
  /** Locks that may lie where a gateway's wording applies. */
  readonly meets: (version: GatewayVersion) => readonly string[]
}

/** Obligations and documentation, which every wording may have. */
export function mutateDuties<V extends RuleVersion>(version: V): readonly Variant<V>[] {
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

/** The question that lawyers must answer, taken for another one. */
export function swapQuestion<T extends { readonly openQuestion?: string }>(
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
