/**
 * What an invoked ground does: whether its rule applies between these bodies, about this person and category, and whether
 * its conditions are met.
 *
 * @module
 */
import type { Category } from '../protocol/vocabulary.ts'
import type { CompiledCondition, CompiledGateway, Doubt } from './compiled-rules.ts'
import type { ConditionResult, GroundResult, Mismatch } from './decision.ts'
import { deriveGroundFacts, derivePartFacts, statedFacts } from './derived-facts.ts'
import type { FactSheet, UnsettledFact } from './derived-facts.ts'
import type { Passage } from './passage.ts'
import type { PolicySet } from './policy-set.ts'
import { readGround } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import type { Day } from './rule.ts'
import { covers } from './scope.ts'

/** A ground of the request with its rule, its facts and what follows from them. */
export interface OpenGround {
  readonly place: number
  readonly motive: boolean
  readonly gateway: CompiledGateway
  readonly facts: FactSheet
  /** Derived facts that rest on a disputed penalty. */
  readonly unsettled: readonly UnsettledFact[]
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
    const gateway = readGround(set, read, ground, facts)
    const unsettled = deriveFacts(set, read, facts)
    const open = openGround(gateway, read.day, place, ground.motive, facts, unsettled)
    const others = bySubject.get(ground.subject)
    if (others === undefined) bySubject.set(ground.subject, [open])
    else others.push(open)
  }
  return bySubject
}

/** Fills in what follows from the answers on a sheet. Returns the facts that rest on a disputed penalty. */
export function deriveFacts(
  { rules }: PolicySet,
  { day, request }: ReadRequest,
  facts: FactSheet,
): readonly UnsettledFact[] {
  return deriveGroundFacts(facts, rules.crimes, day, request.purpose)
}

/** Readies one ground. */
export function openGround(
  gateway: CompiledGateway,
  day: Day,
  place: number,
  motive: boolean,
  facts: FactSheet,
  unsettled: readonly UnsettledFact[],
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
  const doubts = findDoubts(open, passage)
  const { opens } = open.gateway.version
  if (doubts.length === 0) return resultOf(open, 'met', NONE, conditions, opens)
  return {
    ...resultOf(open, 'disputed', NONE, conditions, opens),
    disputes: [...new Set(doubts.map(({ id }) => id))],
    openQuestions: [...new Set(doubts.map(({ openQuestion }) => openQuestion))].sort(),
    escalates: opens.filter((lock) => doubts.some((doubt) => isDoubtful(lock, doubt))),
  }
}

/** Whether the opening of a lock hangs on something that is not settled. */
export function isDoubtful(lock: string, { locks }: Doubt): boolean {
  return locks === null || locks.has(lock)
}

const NONE: readonly never[] = []

function resultOf(
  { gateway, place }: OpenGround,
  status: GroundResult['status'],
  mismatches: readonly Mismatch[] = NONE,
  conditions: readonly ConditionResult[] = NONE,
  opens: readonly string[] = NONE,
): GroundResult {
  return {
    rule: gateway.id,
    version: gateway.from,
    ground: place,
    status,
    mismatches,
    conditions,
    disputes: NONE,
    openQuestions: NONE,
    opens,
    escalates: NONE,
  }
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
  { mark, category, receiverAgency }: Passage,
): readonly ConditionResult[] {
  const answers: ConditionResult[] = []
  if (gateway.perPart) derivePartFacts(facts, category, receiverAgency)
  for (const condition of gateway.conditions) {
    if (!covers(condition.scope, mark)) continue
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
export function findDoubts(
  { gateway, facts, unsettled }: OpenGround,
  { mark }: Passage,
): readonly Doubt[] {
  const { disputes, asks } = gateway
  if (disputes.length === 0 && unsettled.length === 0 && gateway.unsettled === null) return NONE
  const found: Doubt[] = []
  if (gateway.unsettled !== null) found.push(gateway.unsettled)
  for (const { name, openQuestions } of unsettled)
    if (asks.has(name))
      for (const openQuestion of openQuestions)
        found.push({ id: 'crime-unsettled', openQuestion, locks: null })
  for (const dispute of disputes) {
    const { scope, test } = dispute
    if (!covers(scope, mark)) continue
    if (test === null || test.answer(facts) !== 'failed') found.push(dispute)
  }
  return found
}
