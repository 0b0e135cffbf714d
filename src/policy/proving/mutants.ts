/**
 * Mutants of a pack: the same law with one slip in it. A table that does not notice a slip does not prove the rule.
 *
 * @module
 */
import type { Crime, CrimeVersion, Pack } from '../policy-set.ts'
import type { Day, GatewayVersion, LockVersion, Reach, Rule, RuleVersion } from '../rule.ts'
import { mutateBlock, mutateGateway, mutateLock, mutateObligationRule } from './mutate-wording.ts'
import type { Surroundings } from './mutate-wording.ts'
import { insideEach } from './variant.ts'
import type { Operator, Variant } from './variant.ts'

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
    vocabulary: new Map(pack.facts.map((fact) => [fact.name, fact])),
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
  const place = version === null ? rule : `${rule}@${version}`
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

interface Dated {
  readonly from: Day
  readonly to: Day | null
}

type Moved<V> = Variant<readonly V[]> & { readonly renamed: Day | null }

/** A wording's first day, and the last one of all, a day earlier and later. What comes before ends a day before. */
function moveDates<V extends Dated>(
  versions: readonly V[],
  place: number,
  { lawKnownFrom }: Pack,
): readonly Moved<V>[] {
  const version = versions[place]!
  const isLast = place === versions.length - 1
  return [-1, 1].flatMap((days): Moved<V>[] => {
    const sign = days > 0 ? '+1' : '-1'
    const moved: Moved<V>[] = []
    const from = shiftDay(version.from, days)
    if (from >= lawKnownFrom) {
      const later = versions.with(place, { ...version, from })
      const value =
        place === 0
          ? later
          : later.with(place - 1, { ...versions[place - 1]!, to: shiftDay(from, -1) })
      moved.push({ operator: 'date-moved', detail: `from ${sign}`, value, renamed: from })
    }
    if (isLast && version.to !== null) {
      const to = shiftDay(version.to, days)
      const value = versions.with(place, { ...version, to })
      moved.push({ operator: 'date-moved', detail: `to ${sign}`, value, renamed: null })
    }
    return moved
  })
}

/** The day some days after another. */
export function shiftDay(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

function mutantsOfCrimes(pack: Pack): readonly Mutant[] {
  return pack.crimes.flatMap((crime, place) => {
    const replace = (versions: readonly CrimeVersion[]): Pack => ({
      ...pack,
      crimes: pack.crimes.with(place, { ...crime, versions }),
    })
    return crime.versions.flatMap((version, at) => {
      const thresholds = findThresholds(pack, version.from)
      const changed = mutatePenalty(version, thresholds)
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

/** Whether the day on which a wording of a penalty begins makes a difference to any rule. */
function isFelt({ versions }: Crime, place: number, thresholds: readonly number[]): boolean {
  const [before, after] = [versions[place - 1], versions[place]!]
  const sideOf = ({ minimumMonths }: CrimeVersion): string =>
    thresholds.map((threshold) => (minimumMonths ?? 0) >= threshold).join()
  return (
    before === undefined ||
    sideOf(before) !== sideOf(after) ||
    before.openQuestion !== after.openQuestion
  )
}

/** A penalty is compared with thresholds only: a slip is felt when it carries the number to the other side of one. */
function mutatePenalty(
  version: CrimeVersion,
  thresholds: readonly number[],
): readonly Variant<CrimeVersion>[] {
  const { openQuestion: _dropped, ...others } = version
  const { minimumMonths } = version
  if (!version.settled)
    return [{ operator: 'settled-swapped', detail: '', value: { ...others, settled: true } }]
  if (minimumMonths === null) return []
  const below = thresholds.findLast((threshold) => threshold <= minimumMonths)
  const above = thresholds.find((threshold) => threshold > minimumMonths)
  const numbers = [below === undefined ? below : below - 1, above]
  return numbers
    .filter((months) => months !== undefined)
    .map((months) => ({
      operator: 'minimum-moved',
      detail: String(months),
      value: { ...version, minimumMonths: months },
    }))
}

/** Every number of months that some condition compares with on a day or later, in order. */
function findThresholds({ gateways }: Pack, day: Day): readonly number[] {
  const compared = gateways
    .flatMap(({ versions }) => versions)
    .filter(({ to }) => to === null || to >= day)
  const found = [...JSON.stringify(compared).matchAll(/"minimum":(\d+)/g)]
  return [...new Set(found.map(([, months]) => Number(months)))].sort((a, b) => a - b)
}

function mutantsOfRenamed(pack: Pack): readonly Mutant[] {
  return pack.renamed.flatMap(({ id }, place) =>
    mutantsOf(
      'renamed',
      id,
      null,
      insideEach(
        pack.renamed.slice(place, place + 1),
        () => '',
        (renamed) =>
          [-1, 1].map((days) => ({
            operator: 'date-moved',
            detail: `until ${days > 0 ? '+1' : '-1'}`,
            value: { ...renamed, until: shiftDay(renamed.until, days) },
          })),
      ),
      ([value]) => ({ ...pack, renamed: pack.renamed.with(place, value!) }),
    ),
  )
}

/** Locks that may lie on something that a gateway's wording applies to, on a day on which both are in force. */
function findMeeting({ locks }: Pack, gateway: GatewayVersion): readonly string[] {
  return locks
    .filter(({ versions }) => versions.some((lock) => isMeeting(lock, gateway)))
    .map(({ id }) => id)
}

/** Whether a wording of a lock may lie on something that a gateway’s wording applies to, on a day on which both are in force. */
export function isMeeting(lock: LockVersion, gateway: GatewayVersion): boolean {
  const isTogether =
    (lock.to === null || gateway.from <= lock.to) &&
    (gateway.to === null || lock.from <= gateway.to)
  return isTogether && !lock.unopenable && lock.lies.some((reach) => isReaching(reach, gateway))
}

/** Whether a reach and a gateway's wording have something in common in every respect. */
export function isReaching(reach: Reach, gateway: GatewayVersion): boolean {
  const { notCategories = [] } = gateway
  const carried = reach.categories?.some((category) => !notCategories.includes(category)) ?? true
  const lists = ['senders', 'receivers', 'subjectRoles', 'categories', 'purposes'] as const
  return carried && lists.every((list) => isCommon<string>(reach[list], gateway[list]))
}

function isCommon<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean {
  return a === undefined || b === undefined || a.some((word) => b.includes(word))
}
