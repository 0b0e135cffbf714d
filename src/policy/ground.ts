/**
 * What an invoked ground does: whether its rule applies between these bodies, about this person and category, and whether
 * its conditions are met.
 *
 * @module
 */
import type { BodyType, Category, Purpose, SubjectRole } from '../protocol/vocabulary.ts'
import { referenceKey } from './compiled-rules.ts'
import type { CompiledCondition, CompiledGateway } from './compiled-rules.ts'
import type { FactTable } from './condition.ts'
import type { ConditionResult, GroundResult, Mismatch } from './decision.ts'
import { consentFact, deriveGroundFacts, derivePartFacts, statedFactsOf } from './derived-facts.ts'
import type { GrowingFacts } from './derived-facts.ts'
import type { Facts } from '../protocol/statements/facts.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyGround } from './policy-request.ts'
import type { ReadRequest } from './read-request.ts'
import type { Day } from './rule.ts'

/** A part on its way to one receiver. */
export interface Passage {
  readonly sender: BodyType
  readonly receiver: BodyType
  readonly receiverAgency: string
  readonly role: SubjectRole
  readonly category: Category
  readonly purpose: Purpose
}

/** A ground of the request with its rule, its facts and what follows from them. */
export interface OpenGround extends Knowledge {
  readonly place: number
  readonly ground: Pick<PolicyGround, 'motive'>
  readonly gateway: CompiledGateway
  /** Why its rule does not apply on the day, if it does not. */
  readonly outOfForce: Mismatch | null
  /** Results of the conditions that are the same for every part. */
  readonly results: Map<string, ConditionResult>
}

/** Readies the request's grounds, by subject. */
export function openGrounds(
  set: PolicySet,
  read: ReadRequest,
): ReadonlyMap<string, readonly OpenGround[]> {
  const bySubject = new Map<string, OpenGround[]>()
  read.grounds.forEach((ground, place) => {
    const gateway = set.rules.gatewaysByKey.get(referenceKey(ground.rule, ground.version))!
    const open = openGround(read, gateway, ground, gatherFacts(set, read, ground.facts), place)
    const others = bySubject.get(ground.subject)
    if (others === undefined) bySubject.set(ground.subject, [open])
    else others.push(open)
  })
  return bySubject
}

/** What is known when a ground is judged: the answers given, and what follows from them on the day. */
export interface Knowledge {
  readonly facts: GrowingFacts
  /** Derived facts that rest on a disputed penalty. */
  readonly unsettled: readonly string[]
}

/** What follows from the answers of a disclosure and of one subject's ground. */
export function gatherFacts(set: PolicySet, read: ReadRequest, stated: Facts): Knowledge {
  // A pack has no fact that an object has by nature (`constructor`), so a plain one, which is faster, will do.
  const facts: GrowingFacts = { ...read.facts, ...stated }
  const { crimes } = set.rules
  return { facts, unsettled: deriveGroundFacts(facts, crimes, read.day, read.request.purpose) }
}

/** Readies one ground. */
export function openGround(
  read: ReadRequest,
  gateway: CompiledGateway,
  ground: OpenGround['ground'],
  { facts, unsettled }: Knowledge,
  place: number,
): OpenGround {
  const outOfForce = findOutOfForce(gateway, read.day)
  return { place, ground, gateway, facts, unsettled, outOfForce, results: new Map() }
}

function findOutOfForce(gateway: CompiledGateway, day: Day): Mismatch | null {
  if (day < gateway.from) return 'not-in-force'
  if (gateway.to === null || day <= gateway.to) return null
  return gateway.replaced ? 'repealed' : 'not-in-force'
}

/** What the ground does for one part and receiver. An error of ours is an `erred` ground, never an open lock. */
export function resolveGround(open: OpenGround, passage: Passage): GroundResult {
  const { gateway, place } = open
  const head = { rule: gateway.id, version: gateway.from, ground: place }
  try {
    const mismatches = findMismatches(open, passage)
    if (mismatches.length > 0)
      return {
        ...head,
        status: 'not-applicable',
        mismatches,
        conditions: [],
        disputes: [],
        opens: [],
      }
    const conditions = askConditions(open, passage)
    const met = conditions.every(({ result }) => result === 'met')
    const disputes = met ? findDisputes(open, passage) : []
    const status = met ? (disputes.length > 0 ? 'disputed' : 'met') : 'unmet'
    const opens = met ? gateway.version.opens : []
    return { ...head, status, mismatches, conditions, disputes, opens }
  } catch {
    return { ...head, status: 'erred', mismatches: [], conditions: [], disputes: [], opens: [] }
  }
}

/** Why the rule has nothing to say here; empty if it has. */
export function findMismatches(open: OpenGround, passage: Passage): readonly Mismatch[] {
  const { gateway, outOfForce } = open
  const mismatches: Mismatch[] = outOfForce === null ? [] : [outOfForce]
  if (!gateway.senders.has(passage.sender)) mismatches.push('sender')
  if (!gateway.receivers.has(passage.receiver)) mismatches.push('receiver')
  if (!gateway.subjectRoles.has(passage.role)) mismatches.push('subject-role')
  if (!gateway.categories.has(passage.category)) mismatches.push('category')
  if (!gateway.purposes.has(passage.purpose)) mismatches.push('purpose')
  return mismatches
}

/** The rule's conditions, as far as they are asked of this sender about this person, and the motive that it wants. */
export function askConditions(open: OpenGround, passage: Passage): readonly ConditionResult[] {
  const { gateway, facts, results } = open
  const answers: ConditionResult[] = []
  derivePartFacts(facts, consentFact(passage.category), passage.receiverAgency)
  for (const condition of gateway.conditions) {
    if (condition.senders !== null && !condition.senders.has(passage.sender)) continue
    if (condition.subjectRoles !== null && !condition.subjectRoles.has(passage.role)) continue
    let result = condition.perPart ? undefined : results.get(condition.id)
    if (result === undefined) {
      result = askCondition(condition, passage.category, facts)
      if (!condition.perPart) results.set(condition.id, result)
    }
    answers.push(result)
  }
  if (gateway.version.motive !== undefined)
    answers.push(open.ground.motive ? MOTIVE_MET : MOTIVE_MISSING)
  return answers
}

function askCondition(
  { id, test, asks }: CompiledCondition,
  category: Category,
  facts: FactTable,
): ConditionResult {
  const result = test.answer(facts)
  if (result !== 'unanswered') return { id, result, facts: asks.get(category)! }
  // A condition on one stated fact lacks that one.
  if (asks.get(category)!.length === 1) return { id, result, facts: asks.get(category)! }
  const lacking = statedFactsOf(test.lacks(facts), category)
  return { id, result, facts: lacking.filter((name) => facts[name] === undefined) }
}

const MOTIVE_MET: ConditionResult = { id: 'motive', result: 'met', facts: [] }
const MOTIVE_MISSING: ConditionResult = { id: 'motive', result: 'unanswered', facts: [] }

/** In which disputed circumstances the rule is invoked; what is unanswered counts as disputed. */
export function findDisputes(open: OpenGround, passage: Passage): readonly string[] {
  const { gateway, facts, unsettled } = open
  const found: string[] = []
  if (!gateway.version.settled) found.push('unsettled')
  if (unsettled.some((name) => gateway.asks.has(name))) found.push('crime-unsettled')
  for (const { id, test, senders, subjectRoles, purposes } of gateway.disputes) {
    if (senders !== null && !senders.has(passage.sender)) continue
    if (subjectRoles !== null && !subjectRoles.has(passage.role)) continue
    if (purposes !== null && !purposes.has(passage.purpose)) continue
    if (test === null || test.answer(facts) !== 'failed') found.push(id)
  }
  return found
}
