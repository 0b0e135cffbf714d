/**
 * What an invoked ground does: whether its rule applies between these bodies, about this person and category, and whether
 * its conditions are met.
 *
 * @module
 */
import type { BodyType, Category, Purpose, SubjectRole } from '../protocol/vocabulary.ts'
import type { CompiledCondition, CompiledGateway } from './compiled-rules.ts'
import type { ConditionResult, GroundResult, Mismatch } from './decision.ts'
import { deriveGroundFacts, derivePartFacts, statedFactsOf } from './derived-facts.ts'
import type { FactSheet } from './derived-facts.ts'
import type { PolicySet } from './policy-set.ts'
import type { ReadRequest } from './read-request.ts'
import type { Day } from './rule.ts'

/** A part on its way to one receiver. Sender, role and purpose are the same for all parts about one subject. */
export interface Passage {
  readonly sender: BodyType
  readonly receiver: BodyType
  readonly receiverAgency: string
  readonly role: SubjectRole
  readonly category: Category
  readonly purpose: Purpose
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

/** Readies the request's grounds, by subject, in their order. */
export function openGrounds(
  set: PolicySet,
  read: ReadRequest,
): ReadonlyMap<string, readonly OpenGround[]> {
  const bySubject = new Map<string, OpenGround[]>()
  for (const [place, { ground, gateway, facts }] of read.grounds.entries()) {
    const unsettled = deriveFacts(set, read, facts)
    const open = openGround(gateway, read.day, { place, motive: ground.motive, facts, unsettled })
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
  { place, motive, facts, unsettled }: Pick<OpenGround, 'place' | 'motive' | 'facts' | 'unsettled'>,
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
    if (mismatches.length > 0) return resultOf(open, { status: 'not-applicable', mismatches })
    if (open.result !== null) return open.result
    const result = judgeGround(open, passage)
    if (!open.gateway.perPart) open.result = result
    return result
  } catch {
    return resultOf(open, { status: 'erred' })
  }
}

function judgeGround(open: OpenGround, passage: Passage): GroundResult {
  const conditions = askConditions(open, passage)
  for (const { result } of conditions)
    if (result !== 'met') return resultOf(open, { status: 'unmet', conditions })
  const disputes = findDisputes(open, passage)
  const { opens } = open.gateway.version
  if (disputes.length > 0)
    return resultOf(open, { status: 'disputed', conditions, disputes, opens })
  return resultOf(open, { status: 'met', conditions, opens })
}

const NONE: readonly never[] = []

function resultOf(
  { gateway, place }: OpenGround,
  {
    status,
    mismatches = NONE,
    conditions = NONE,
    disputes = NONE,
    opens = NONE,
  }: Pick<GroundResult, 'status'> & Partial<GroundResult>,
): GroundResult {
  const { id, from } = gateway
  return { rule: id, version: from, ground: place, status, mismatches, conditions, disputes, opens }
}

/** Why the rule has nothing to say here; empty if it has. */
export function findMismatches(
  { gateway, outOfForce }: OpenGround,
  passage: Passage,
): readonly Mismatch[] {
  const isSender = gateway.senders.has(passage.sender)
  const isReceiver = gateway.receivers.has(passage.receiver)
  const isRole = gateway.subjectRoles.has(passage.role)
  const isCategory = gateway.categories.has(passage.category)
  const isPurpose = gateway.purposes.has(passage.purpose)
  if (outOfForce === null && isSender && isReceiver && isRole && isCategory && isPurpose)
    return NONE
  const mismatches: Mismatch[] = outOfForce === null ? [] : [outOfForce]
  if (!isSender) mismatches.push('sender')
  if (!isReceiver) mismatches.push('receiver')
  if (!isRole) mismatches.push('subject-role')
  if (!isCategory) mismatches.push('category')
  if (!isPurpose) mismatches.push('purpose')
  return mismatches
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
  { test, results, places }: CompiledCondition,
  category: Category,
  facts: FactSheet,
): ConditionResult {
  const answer = test.answer(facts)
  const result = results.get(category)![answer]
  // A condition on one stated fact lacks that one.
  if (answer !== 'unanswered' || result.facts.length === 1) return result
  const lacking = statedFactsOf(test.lacks(facts), category)
  return { ...result, facts: lacking.filter((name) => facts[places.get(name)!] === undefined) }
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
