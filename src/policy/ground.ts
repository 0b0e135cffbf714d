/**
 * What an invoked ground does: whether its rule applies between these bodies, about this person and category, and whether
 * its conditions are met.
 *
 * @module
 */
import type { Facts } from '../protocol/statements/facts.ts'
import { CATEGORIES } from '../protocol/vocabulary.ts'
import type { CompiledGateway } from './compiled-rules.ts'
import type { GroundResult, Mismatch } from './decision.ts'
import { deriveGroundFacts } from './derived-facts.ts'
import type { Passage } from './passage.ts'
import { askConditions, findDoubts, isDoubtful } from './plea.ts'
import type { Plea } from './plea.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyGround } from './policy-request.ts'
import { compareText, findGateway, inOrder, readGroundFacts } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import type { Day } from './rule.ts'
import { covers, findOutside } from './scope.ts'
import type { Mark } from './scope.ts'

/** A ground of the request with its rule. */
export interface OpenGround {
  readonly place: number
  readonly gateway: CompiledGateway
  /** Why its rule does not apply on the day, if it does not. */
  readonly outOfForce: Mismatch | null
  /** What it gives wherever its rule applies, or the plea that each part and receiver must be asked of. */
  readonly gives: GroundResult | Plea
}

interface Invoked {
  readonly ground: PolicyGround
  readonly gateway: CompiledGateway
}

/** Reads and readies the request's grounds, by subject, in their order. Throws as `findGateway` and `readGroundFacts`. */
export function openGrounds(
  set: PolicySet,
  read: ReadRequest,
): ReadonlyMap<string, readonly OpenGround[]> {
  const invoked = read.request.grounds.map((ground) => ({
    ground,
    gateway: findGateway(set.rules, read, ground),
  }))
  const bySubject = new Map<string, OpenGround[]>()
  inOrder(invoked, compareInvoked).forEach((one, place) => {
    const { subject } = one.ground
    const open = openGround(set, read, one, place)
    const others = bySubject.get(subject)
    if (others === undefined) bySubject.set(subject, [open])
    else others.push(open)
  })
  return bySubject
}

function compareInvoked(a: Invoked, b: Invoked): number {
  return (
    compareText(a.ground.subject, b.ground.subject) ||
    a.gateway.rank - b.gateway.rank ||
    Number(a.ground.motive) - Number(b.ground.motive) ||
    compareFacts(a.ground.facts, b.ground.facts)
  )
}

/** Only of a rule that is invoked twice for one person. */
function compareFacts(a: Facts, b: Facts): number {
  for (const name of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    const order = compareText(`${typeof a[name]} ${a[name]}`, `${typeof b[name]} ${b[name]}`)
    if (order !== 0) return order
  }
  return 0
}

function openGround(
  set: PolicySet,
  { request, day, sheet, subjects }: ReadRequest,
  { ground, gateway }: Invoked,
  place: number,
): OpenGround {
  const { motive, subject } = ground
  const outOfForce = findOutOfForce(gateway, day)
  // What differs from part to part is asked later, of answers that must then still stand there.
  const own = gateway.perPart ? sheet.copy() : sheet
  readGroundFacts(set, ground.facts, own)
  const unsettled = deriveGroundFacts(own, set.rules.crimes, day, request.purpose)
  const plea = { gateway, sheet: own, motive, unsettled }
  if (gateway.perPart) return { place, gateway, outOfForce, gives: plea }
  const gives = judge(plea, place, aboutSubject(subjects.get(subject)!))
  sheet.clear()
  return { place, gateway, outOfForce, gives }
}

const [ANY_CATEGORY] = CATEGORIES

/** Enough to ask what is the same for all parts about a subject and for all receivers. */
function aboutSubject(mark: Mark): Passage {
  return { mark, category: ANY_CATEGORY, receiverAgency: '' }
}

function findOutOfForce(gateway: CompiledGateway, day: Day): Mismatch | null {
  if (day < gateway.from) return 'not-in-force'
  if (gateway.to === null || day <= gateway.to) return null
  return gateway.replaced ? 'repealed' : 'not-in-force'
}

/** What the ground does for one part and receiver. */
export function resolveGround(open: OpenGround, passage: Passage): GroundResult {
  const { place, gateway, outOfForce, gives } = open
  if (outOfForce !== null || !covers(gateway.scope, passage.mark)) {
    const outside = findOutside(gateway.scope, passage.mark)
    return {
      ...resultOf(gateway, place, 'not-applicable'),
      mismatches: outOfForce === null ? outside : [outOfForce, ...outside],
    }
  }
  return 'status' in gives ? gives : judge(gives, place, passage)
}

/** An error of ours is an `erred` ground, never an open lock. */
function judge(plea: Plea, place: number, passage: Passage): GroundResult {
  try {
    return judgePlea(plea, place, passage)
  } catch {
    return resultOf(plea.gateway, place, 'erred')
  }
}

function judgePlea(plea: Plea, place: number, passage: Passage): GroundResult {
  const { gateway } = plea
  const conditions = askConditions(plea, passage)
  if (conditions !== gateway.allMet[passage.category])
    for (const { result } of conditions)
      if (result !== 'met') return { ...resultOf(gateway, place, 'unmet'), conditions }
  const doubts = findDoubts(plea, passage)
  const { opens } = gateway.version
  if (doubts.length === 0) return { ...resultOf(gateway, place, 'met'), conditions, opens }
  return {
    ...resultOf(gateway, place, 'disputed'),
    conditions,
    disputes: [...new Set(doubts.map(({ id }) => id))],
    openQuestions: [...new Set(doubts.map(({ openQuestion }) => openQuestion))].sort(),
    opens,
    escalates: opens.filter((lock) => doubts.some((doubt) => isDoubtful(lock, doubt))),
  }
}

const NONE: readonly never[] = []

function resultOf(
  { id, from }: CompiledGateway,
  ground: number,
  status: GroundResult['status'],
): GroundResult {
  return {
    rule: id,
    version: from,
    ground,
    status,
    mismatches: NONE,
    conditions: NONE,
    disputes: NONE,
    openQuestions: NONE,
    opens: NONE,
    escalates: NONE,
  }
}
