/**
 * Conditions that no answer meets, or every answer: decided by trying them all.
 *
 * @module
 */
import type { JsonObject } from '../../protocol/json.ts'
import { SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import { referenceKey } from '../compiled-rules.ts'
import { parseCondition } from '../condition.ts'
import type { Pack } from '../policy-set.ts'
import type { Condition, GatewayVersion } from '../rule.ts'
import { listAnswers } from './answer-space.ts'
import type { Finding } from './finding.ts'
import { vocabularyOf } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What is wrong with the conditions of a pack's rules. */
export function lintConditions(pack: Pack): readonly Finding[] {
  const vocabulary = vocabularyOf(pack)
  return [
    ...listConditions(pack).flatMap(({ subject, place, when }) =>
      lintCondition(subject, place, when, vocabulary),
    ),
    ...pack.gateways.flatMap(({ id, versions }) =>
      versions.flatMap((version) =>
        lintTogether(referenceKey(id, version.from), version, vocabulary),
      ),
    ),
  ]
}

/** A condition with its place. */
export interface PlacedCondition {
  readonly subject: string
  readonly place: string
  readonly when: JsonObject
}

/** Every condition of a pack. */
export function listConditions(pack: Pack): readonly PlacedCondition[] {
  const ofGateways = pack.gateways.flatMap(({ id, versions }) =>
    versions.flatMap(({ from, conditions, disputes }) =>
      [...conditions, ...disputes].map((one) => ({
        subject: referenceKey(id, from),
        place: one.id,
        when: one.when,
      })),
    ),
  )
  const reaching = [
    ...[...pack.locks, ...pack.blocks].map(({ id, versions }) => ({
      id,
      versions: versions.map(({ from, lies }) => ({ from, reaches: lies })),
    })),
    ...pack.obligationRules.map(({ id, versions }) => ({
      id,
      versions: versions.map(({ from, applies }) => ({ from, reaches: applies })),
    })),
  ]
  const ofReaches = reaching.flatMap(({ id, versions }) =>
    versions.flatMap(({ from, reaches }) =>
      reaches.flatMap(({ when, unless }, i) => [
        { subject: referenceKey(id, from), place: `reach ${i + 1}`, when },
        { subject: referenceKey(id, from), place: `reach ${i + 1} unless`, when: unless },
      ]),
    ),
  )
  return [...ofGateways, ...ofReaches].flatMap(({ when, ...place }) =>
    when === undefined ? [] : [{ ...place, when }],
  )
}

function lintCondition(
  subject: string,
  place: string,
  when: JsonObject,
  vocabulary: Vocabulary,
): readonly Finding[] {
  const branches = (when.anyOf ?? when.allOf ?? []) as readonly JsonObject[]
  const inner = branches.flatMap((branch, i) =>
    lintCondition(subject, `${place} branch ${i + 1}`, branch, vocabulary),
  )
  const answers = listAnswers([when], vocabulary)
  if (answers === null) return [...inner, { code: 'answers-too-many', subject, place }]
  const { answer } = parseCondition(when)
  let [met, failed] = [false, false]
  for (const facts of answers) {
    if (answer(facts) === 'met') met = true
    else failed = true
    if (met && failed) return inner
  }
  return [...inner, { code: met ? 'condition-always-met' : 'condition-never-met', subject, place }]
}

/** Conditions that are asked together, as far as they share facts, must be met by some answers. */
function lintTogether(
  subject: string,
  version: GatewayVersion,
  vocabulary: Vocabulary,
): readonly Finding[] {
  const found = new Map<string, Finding>()
  for (const asked of listAskedTogether(version))
    for (const group of groupByFacts(asked)) {
      const place = group.map(({ id }) => id).join(' ')
      if (group.length < 2 || found.has(place)) continue
      const answers = listAnswers(
        group.map(({ when }) => when),
        vocabulary,
      )
      const tests = group.map(({ when }) => parseCondition(when))
      if (answers === null) found.set(place, { code: 'answers-too-many', subject, place })
      else if (!some(answers, (facts) => tests.every((test) => test.answer(facts) === 'met')))
        found.set(place, { code: 'conditions-contradict', subject, place })
    }
  return [...found.values()]
}

function some<T>(items: Iterable<T>, holds: (item: T) => boolean): boolean {
  for (const item of items) if (holds(item)) return true
  return false
}

/** The conditions that one sender, receiver and role are asked; each set once. */
function listAskedTogether(version: GatewayVersion): readonly (readonly Condition[])[] {
  const { conditions, senders, receivers, subjectRoles = SUBJECT_ROLES } = version
  const sets = new Map<string, readonly Condition[]>()
  for (const sender of senders)
    for (const receiver of receivers)
      for (const role of subjectRoles) {
        const asked = conditions.filter(
          (condition) =>
            (condition.senders?.includes(sender) ?? true) &&
            (condition.receivers?.includes(receiver) ?? true) &&
            (condition.subjectRoles?.includes(role) ?? true),
        )
        sets.set(asked.map(({ id }) => id).join(), asked)
      }
  return [...sets.values()]
}

/** Conditions that share facts, directly or through others, in groups. */
function groupByFacts(conditions: readonly Condition[]): readonly (readonly Condition[])[] {
  let groups: { facts: Set<string>; members: Condition[] }[] = []
  for (const condition of conditions) {
    const { asks } = parseCondition(condition.when)
    const [joined, apart] = [
      groups.filter(({ facts }) => asks.some((name) => facts.has(name))),
      groups.filter(({ facts }) => !asks.some((name) => facts.has(name))),
    ]
    const facts = new Set([...asks, ...joined.flatMap((group) => [...group.facts])])
    groups = [
      ...apart,
      { facts, members: [...joined.flatMap(({ members }) => members), condition] },
    ]
  }
  return groups.map(({ members }) => members)
}
