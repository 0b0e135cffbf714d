/**
 * Locks and the rules that open them: each must be of some use, and no data may pass without a lock.
 *
 * @module
 */
import { BODY_TYPES, CATEGORIES, SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import type { BodyType } from '../../protocol/vocabulary.ts'
import { referenceKey } from '../compiled-rules.ts'
import { parseCondition } from '../condition.ts'
import type { FactTable } from '../condition.ts'
import { isInForce } from '../in-force.ts'
import type { Pack } from '../policy-set.ts'
import type { Reach } from '../rule.ts'
import { listAnswers } from './answer-space.ts'
import type { Finding } from './finding.ts'
import { isMeeting } from './meeting.ts'
import { vocabularyOf } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What is wrong with how locks are opened. */
export function lintOpenings(pack: Pack): readonly Finding[] {
  return [...lintGateways(pack), ...lintLocks(pack), ...lintSenders(pack)]
}

function lintGateways({ gateways, locks }: Pack): readonly Finding[] {
  const versionsOf = new Map(locks.map(({ id, versions }) => [id, versions]))
  return gateways.flatMap(({ id, versions }) =>
    versions.flatMap((version): readonly Finding[] => {
      const subject = referenceKey(id, version.from)
      const vain = version.opens.filter(
        (lock) => !versionsOf.get(lock)!.some((wording) => isMeeting(wording, version)),
      )
      if (vain.length === version.opens.length)
        return [{ code: 'gateway-opens-nothing', subject, place: '' }]
      return vain.map((place) => ({ code: 'lock-opened-in-vain', subject, place }))
    }),
  )
}

function lintLocks({ gateways, locks }: Pack): readonly Finding[] {
  return locks.flatMap(({ id, versions }) =>
    versions.flatMap((lock): readonly Finding[] => {
      const { unopenable = false, ...openable } = lock
      const isOpened = gateways.some((gateway) =>
        gateway.versions.some(
          (version) => version.opens.includes(id) && isMeeting(openable, version),
        ),
      )
      if (isOpened !== unopenable) return []
      const code = unopenable ? 'lock-opened-against-word' : 'lock-never-opened'
      return [{ code, subject: referenceKey(id, lock.from), place: '' }]
    }),
  )
}

/** Days on which some lock begins; between two of them nothing changes. */
function daysOf({ locks, lawKnownFrom }: Pack): readonly string[] {
  const starts = locks.flatMap(({ versions }) => versions.map(({ from }) => from))
  return [...new Set([lawKnownFrom, ...starts])].sort()
}

/**
 * No lock means that everything may pass: whatever is answered, some lock must lie on what every body sends about everyone
 * but professionals, on every day.
 */
function lintSenders(pack: Pack): readonly Finding[] {
  const vocabulary = vocabularyOf(pack)
  const days = daysOf(pack)
  return BODY_TYPES.flatMap((sender) => {
    const bare = days.find((day) => isBare(pack, sender, day, vocabulary))
    return bare === undefined ? [] : [{ code: 'sender-without-lock', subject: sender, place: bare }]
  })
}

function isBare(pack: Pack, sender: BodyType, day: string, vocabulary: Vocabulary): boolean {
  const reaches = pack.locks
    .flatMap(({ versions }) => versions)
    .filter((lock) => isInForce(lock, day))
    .flatMap(({ lies }) => lies)
    // What lies only on the protected, or only towards some, does not cover everybody.
    .filter((reach) => (reach.senders?.includes(sender) ?? true) && !isPartial(reach))
  const whens = reaches
    .flatMap(({ when, unless }) => [when, unless])
    .filter((when) => when !== undefined)
  const answers = listAnswers(whens, vocabulary)
  if (answers === null) return true
  for (const facts of answers) if (isBareAnswer(reaches, facts)) return true
  return false
}

function isPartial({
  protections,
  receivers,
  purposes,
  towardsPerpetratorFunction,
}: Reach): boolean {
  return Boolean(protections ?? receivers ?? purposes ?? towardsPerpetratorFunction)
}

function isBareAnswer(reaches: readonly Reach[], facts: FactTable): boolean {
  const lying = reaches.filter(
    ({ when, unless }) =>
      (when === undefined || parseCondition(when).answer(facts) === 'met') &&
      (unless === undefined || parseCondition(unless).answer(facts) !== 'met'),
  )
  return SUBJECT_ROLES.filter((role) => role !== 'professional').some((role) =>
    CATEGORIES.filter((category) => category !== 'motive').some(
      (category) =>
        !lying.some(
          ({ subjectRoles, categories }) =>
            (subjectRoles?.includes(role) ?? true) && (categories?.includes(category) ?? true),
        ),
    ),
  )
}
