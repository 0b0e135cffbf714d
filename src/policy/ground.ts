/**
 * What an invoked ground does: whether its rule applies between these bodies, about this person and category, and whether
 * its conditions are met.
 *
 * @module
 */
import type { Category } from '../protocol/vocabulary.ts'
import type { CompiledCondition, CompiledGateway } from './compiled-rules.ts'
import type { ConditionResult, GroundResult, Mismatch } from './decision.ts'
import { deriveGroundFacts, derivePartFacts, statedFacts } from './derived-facts.ts'
import type { FactSheet } from './derived-facts.ts'
import type { PolicySet } from './policy-set.ts'
import { readGround } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import type { Day } from './rule.ts'
import { covers } from './scope.ts'
import type { Mark, Way } from './scope.ts'

/** A part on its way to one receiver. Sender, role and purpose are the same for all parts about one subject. */
export interface Passage extends Way {
  readonly receiverAgency: string
  /** Its way as a rule's scope is asked for it. */
  readonly mark: Mark
}

/** A ground of the request with its rule, its facts and what follows from them. */
export interface OpenGround {
  readonly place: number
  readonly motive: boolean
  readonly gateway: CompiledGateway
  readonly facts: FactSheet
  /** Derived facts that rest on a disputed penalty. */
  readonly unsettled: readonly string[]
  /** Why its rule does not apply on the day, if it does not. */
  readonly outOfForce: Mismatch | null
  /** The result wherever the rule applies, once it is known to be the same for every part and receiver. */
  result: GroundResult | null
}

/** Reads and readies the request's grounds, by subject, in their order. Throws as `readGround`. */
export function openGrounds(
  set: PolicySet,
  read: ReadRequest,
): ReadonlyMap<string, readonly OpenGround[]> {
  const bySubject = new Map<string, OpenGround[]>()
  for (let place = 0; place < read.grounds.length; place++) {
    const ground = read.grounds[place]!
    const facts = read.facts.slice()
    const gateway = readGround(set, ground, read.subjects, facts)
    const unsettled = deriveFacts(set, read, facts)
    const open = openGround(gateway, read.day, place, ground.motive, facts, unsettled)
    const others = bySubject.get(ground.subject)
    if (others === undefined) bySubject.set(ground.subject, [open])
    else others.push(open)
  }
  return bySubject
}

/** Fills in what follows from the answers on a sheet. Returns the derived facts that rest on a disputed penalty. */
export function deriveFacts(
  { rules }: PolicySet,
  { day, request }: ReadRequest,
  facts: FactSheet,
): readonly string[] {
  return deriveGroundFacts(facts, rules.crimes, day, request.purpose)
}

/** Readies one ground. */
export function openGround(
  gateway: CompiledGateway,
  day: Day,
  place: number,
  motive: boolean,
  facts: FactSheet,
  unsettled: readonly string[],
): OpenGround {
  const outOfForce = findOutOfForce(gateway, day)
  return { place, motive, gateway, facts, unsettled, outOfForce, result: null }
}

function findOutOfForce(gateway: CompiledGateway, day: Day): Mismatch | null {
  if (day < gateway.from) return 'not-in-force'
  if (gateway.to === null || day <= gateway.to) return null
  return gateway.replaced ? 'repealed' : 'not-in-force'
}

/** What the ground does for one part and receiver. An error of ours is an `erred` ground, never an open lock. */
export function resolveGround(open: OpenGround, passage: Passage): GroundResult {
  try {
    const mismatches = findMismatches(open, passage)
    if (mismatches.length > 0) return resultOf(open, 'not-applicable', mismatches)
    if (open.result !== null) return open.result
    const result = judgeGround(open, passage)
    if (!open.gateway.perPart) open.result = result
    return result
  } catch {
    return resultOf(open, 'erred')
  }
}

function judgeGround(open: OpenGround, passage: Passage): GroundResult {
  const conditions = askConditions(open, passage)
  for (const { result } of conditions)
    if (result !== 'met') return resultOf(open, 'unmet', NONE, conditions)
  const disputes = findDisputes(open, passage)
  const status = disputes.length > 0 ? 'disputed' : 'met'
  return resultOf(open, status, NONE, conditions, disputes, open.gateway.version.opens)
}

const NONE: readonly never[] = []

function resultOf(
  { gateway, place }: OpenGround,
  status: GroundResult['status'],
  mismatches: readonly Mismatch[] = NONE,
  conditions: readonly ConditionResult[] = NONE,
  disputes: readonly string[] = NONE,
  opens: readonly string[] = NONE,
): GroundResult {
  const { id, from } = gateway
  return { rule: id, version: from, ground: place, status, mismatches, conditions, disputes, opens }
}

/** Why the rule has nothing to say here; empty if it has. */
export function findMismatches(
  { gateway, outOfForce }: OpenGround,
  passage: Passage,
): readonly Mismatch[] {
  const isInScope = covers(gateway.scope, passage.mark)
  if (isInScope && outOfForce === null) return NONE
  const mismatches: Mismatch[] = outOfForce === null ? [] : [outOfForce]
  return isInScope ? mismatches : [...mismatches, ...findOutside(gateway, passage)]
}

function findOutside(
  { senders, receivers, subjectRoles, categories, purposes }: CompiledGateway,
  { sender, receiver, role, category, purpose }: Passage,
): readonly Mismatch[] {
  const found: Mismatch[] = []
  if (!senders.has(sender)) found.push('sender')
  if (!receivers.has(receiver)) found.push('receiver')
  if (!subjectRoles.has(role)) found.push('subject-role')
  if (!categories.has(category)) found.push('category')
  if (!purposes.has(purpose)) found.push('purpose')
  return found
}

/** The rule's conditions, as far as they are asked of this sender about this person, and the motive that it wants. */
export function askConditions(
  { gateway, facts, motive }: OpenGround,
  { sender, role, category, receiverAgency }: Passage,
): readonly ConditionResult[] {
  const answers: ConditionResult[] = []
  if (gateway.perPart) derivePartFacts(facts, category, receiverAgency)
  for (const condition of gateway.conditions) {
    if (condition.senders !== null && !condition.senders.has(sender)) continue
    if (condition.subjectRoles !== null && !condition.subjectRoles.has(role)) continue
    answers.push(askCondition(condition, category, facts))
  }
  if (gateway.version.motive !== undefined) answers.push(motive ? MOTIVE_MET : MOTIVE_MISSING)
  return answers
}

function askCondition(
  condition: CompiledCondition,
  category: Category,
  facts: FactSheet,
): ConditionResult {
  const answer = condition.test.answer(facts)
  const results = condition.resultsByCategory?.get(category) ?? condition.results
  if (answer === 'met') return results.met
  if (answer === 'failed') return results.failed
  // A condition on one stated fact lacks that one.
  if (results.unanswered.facts.length === 1) return results.unanswered
  return { id: condition.id, result: answer, facts: findLacking(condition, category, facts) }
}

/** The facts without which a condition has no answer, as a person states them, sorted. */
function findLacking(
  { test, places }: CompiledCondition,
  category: Category,
  facts: FactSheet,
): readonly string[] {
  const found: string[] = []
  for (const name of test.lacks(facts))
    for (const stated of statedFacts(name, category))
      if (facts[places.get(stated)!] === undefined && !found.includes(stated)) found.push(stated)
  return found.length > 1 ? found.sort() : found
}

const MOTIVE_MET: ConditionResult = { id: 'motive', result: 'met', facts: [] }
const MOTIVE_MISSING: ConditionResult = { id: 'motive', result: 'unanswered', facts: [] }

/** In which disputed circumstances the rule is invoked; what is unanswered counts as disputed. */
export function findDisputes(
  { gateway, facts, unsettled }: OpenGround,
  { sender, role, purpose }: Passage,
): readonly string[] {
  const { disputes, version, asks } = gateway
  if (disputes.length === 0 && unsettled.length === 0 && version.settled) return NONE
  const found: string[] = []
  if (!version.settled) found.push('unsettled')
  if (unsettled.some((name) => asks.has(name))) found.push('crime-unsettled')
  for (const { id, test, senders, subjectRoles, purposes } of disputes) {
    if (senders !== null && !senders.has(sender)) continue
    if (subjectRoles !== null && !subjectRoles.has(role)) continue
    if (purposes !== null && !purposes.has(purpose)) continue
    if (test === null || test.answer(facts) !== 'failed') found.push(id)
  }
  return found
}
