/**
 * Mutants of a pack: the same law with one slip in it. A table that does not notice a slip does not prove the rule.
 *
 * @module
 */
import { referenceKey } from '../compiled-rules.ts'
import type { CrimeVersion, Pack, Renamed } from '../policy-set.ts'
import type { Day, Rule, RuleVersion } from '../rule.ts'
import { shiftDay } from '../shift-day.ts'
import { findMeeting } from './meeting.ts'
import { moveDates } from './move-dates.ts'
import { mutateGateway } from './mutate-gateway.ts'
import { findThresholds, isFelt, mutatePenalty } from './mutate-penalty.ts'
import { mutateBlock, mutateLock, mutateObligationRule } from './mutate-wording.ts'
import type { Surroundings } from './mutate-wording.ts'
import type { Operator, Variant } from './variant.ts'
import { vocabularyOf } from './vocabulary.ts'

/** A pack with one slip. */
export interface Mutant {
  /** Stable as long as the pack says the same in that place. */
  readonly id: string
  /** The list of the pack that its rule is in. */
  readonly list: RuleList | 'crimes' | 'renamed'
  readonly rule: string
  /** First day of the wording that was changed; null: the rule as a whole. */
  readonly version: Day | null
  readonly operator: Operator
  readonly detail: string
  readonly pack: Pack
  /** The wording's new first day, when that was moved: cases that name it mean this one. */
  readonly renamed: Day | null
}

/** One list of rules in a pack. */
export type RuleList = 'locks' | 'gateways' | 'blocks' | 'obligationRules'

/** Every mutant of a pack, in the order of its rules. */
export function listMutants(pack: Pack): readonly Mutant[] {
  const surroundings: Surroundings = {
    vocabulary: vocabularyOf(pack),
    openQuestions: pack.openQuestions.map(({ id }) => id),
    meets: (version) => findMeeting(pack, version),
  }
  return [
    ...mutantsOfRules(pack, 'locks', pack.locks, (v) => mutateLock(v, surroundings)),
    ...mutantsOfRules(pack, 'gateways', pack.gateways, (v) => mutateGateway(v, surroundings)),
    ...mutantsOfRules(pack, 'blocks', pack.blocks, (v) => mutateBlock(v, surroundings)),
    ...mutantsOfRules(pack, 'obligationRules', pack.obligationRules, (v) =>
      mutateObligationRule(v, surroundings),
    ),
    ...mutantsOfCrimes(pack),
    ...mutantsOfRenamed(pack),
  ]
}

function mutantsOfRules<V extends RuleVersion>(
  pack: Pack,
  list: RuleList,
  rules: readonly Rule<V>[],
  variantsOf: (version: V) => readonly Variant<V>[],
): readonly Mutant[] {
  return rules.flatMap((rule, place) => {
    const replace = (other: Rule<V>): Pack => ({ ...pack, [list]: rules.with(place, other) })
    const worded = rule.versions.flatMap((version, at) => [
      ...mutantsOf(list, rule.id, version.from, variantsOf(version), (value) =>
        replace({ ...rule, versions: rule.versions.with(at, value) }),
      ),
      ...moveDates(rule.versions, at, pack).map(({ renamed, ...variant }) => ({
        ...mutantOf(list, rule.id, version.from, variant, (versions) =>
          replace({ ...rule, versions }),
        ),
        renamed,
      })),
    ])
    return [...worded, ...mutantsOf(list, rule.id, null, mutateWhole(rule, list), replaceWhole)]

    function replaceWhole(other: Rule<V> | null): Pack {
      if (other !== null) return replace(other)
      const others = { ...pack, [list]: rules.toSpliced(place, 1) }
      return list === 'locks' ? withoutLock(others, rule.id) : others
    }
  })
}

function mutantsOf<T>(
  list: Mutant['list'],
  rule: string,
  version: Day | null,
  variants: readonly Variant<T>[],
  packOf: (value: T) => Pack,
): readonly Mutant[] {
  return variants.map((variant) => mutantOf(list, rule, version, variant, packOf))
}

function mutantOf<T>(
  list: Mutant['list'],
  rule: string,
  version: Day | null,
  { operator, detail, value }: Variant<T>,
  packOf: (value: T) => Pack,
): Mutant {
  const place = version === null ? rule : referenceKey(rule, version)
  const id = [place, operator, detail].filter(Boolean).join(' ')
  return { id, list, rule, version, operator, detail, pack: packOf(value), renamed: null }
}

/** A gateway that is missing could not even be invoked; every other rule would be missed silently. */
function mutateWhole<V extends RuleVersion>(
  rule: Rule<V>,
  list: RuleList,
): readonly Variant<Rule<V> | null>[] {
  const variants: Variant<Rule<V> | null>[] = []
  if (list !== 'gateways') variants.push({ operator: 'rule-dropped', detail: '', value: null })
  const { replacedBy, ...others } = rule
  if (replacedBy !== undefined)
    variants.push({ operator: 'version-link-dropped', detail: '', value: others })
  return variants
}

function withoutLock(pack: Pack, lock: string): Pack {
  return {
    ...pack,
    gateways: pack.gateways.map((gateway) => ({
      ...gateway,
      versions: gateway.versions.map((version) => ({
        ...version,
        opens: version.opens.filter((id) => id !== lock),
      })),
    })),
  }
}

function mutantsOfCrimes(pack: Pack): readonly Mutant[] {
  const questions = pack.openQuestions.map(({ id }) => id)
  return pack.crimes.flatMap((crime, place) => {
    const replace = (versions: readonly CrimeVersion[]): Pack => ({
      ...pack,
      crimes: pack.crimes.with(place, { ...crime, versions }),
    })
    return crime.versions.flatMap((version, at) => {
      const thresholds = findThresholds(pack, version.from)
      const changed = mutatePenalty(version, thresholds, questions)
      const moved = isFelt(crime, at, thresholds) ? moveDates(crime.versions, at, pack) : []
      return [
        ...mutantsOf('crimes', crime.label, version.from, changed, (value) =>
          replace(crime.versions.with(at, value)),
        ),
        ...mutantsOf('crimes', crime.label, version.from, moved, replace),
      ]
    })
  })
}

function mutantsOfRenamed(pack: Pack): readonly Mutant[] {
  return pack.renamed.flatMap((renamed, place) => {
    const moved = [-1, 1].map((days): Variant<Renamed> => ({
      operator: 'date-moved',
      detail: `until ${days > 0 ? '+1' : '-1'}`,
      value: { ...renamed, until: shiftDay(renamed.until, days) },
    }))
    return mutantsOf('renamed', renamed.id, null, moved, (value) => ({
      ...pack,
      renamed: pack.renamed.with(place, value),
    }))
  })
}
