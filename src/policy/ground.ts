/**
 * What an invoked ground does: whether its rule applies between these bodies, about this person and category, and whether
 * its conditions are met.
 *
 * @module
 */
import type { Facts } from '../protocol/statements/facts.ts'
import { CATEGORIES } from '../protocol/vocabulary.ts'
import type { CompiledGateway, CompiledLock, Doubt } from './compiled-rules.ts'
import type { ConditionResult, GroundResult, Mismatch } from './decision.ts'
import { deriveGroundFacts } from './derived-facts.ts'
import type { Passage } from './passage.ts'
import { askConditions, findDoubts, isAbout } from './plea.ts'
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
  /** What it gives wherever its rule applies, or the plea that each part and receiver must be asked of; null: it applies nowhere. */
  readonly gives: Judged | Plea | null
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
  const { motive, subject, facts } = ground
  const mark = subjects.get(subject)!
  const outOfForce = findOutOfForce(gateway, day)
  const mayApply = outOfForce === null && covers(gateway.scope, mark)
  // What differs from part to part is asked later, of answers that must then still stand there.
  const isLater = mayApply && gateway.perPart
  const own = isLater ? sheet.copy() : sheet
  readGroundFacts(set, facts, own)
  if (!mayApply) {
    own.clear()
    return { place, gateway, outOfForce, gives: null }
  }
  const unsettled = deriveGroundFacts(own, set.rules.crimes, day, request.purpose)
  const plea = { gateway, sheet: own, motive, unsettled }
  if (isLater) return { place, gateway, outOfForce, gives: plea }
  const gives = judge(plea, aboutSubject(mark))
  own.clear()
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

/** What the ground does for one part and receiver, as far as the locks that lie on the part are concerned. */
export function resolveGround(
  open: OpenGround,
  passage: Passage,
  lying: readonly CompiledLock[],
): GroundResult {
  const { gateway, gives, place } = open
  if (gives === null || !covers(gateway.scope, passage.mark)) return notApplicable(open, passage)
  const { status, conditions, doubts } = 'status' in gives ? gives : judge(gives, passage)
  if (status !== 'met') return resultOf(gateway, place, status, NONE, conditions)
  const opens = idsOf(lying.filter(({ number }) => gateway.opens[number]))
  return doubts.length === 0
    ? resultOf(gateway, place, 'met', NONE, conditions, opens)
    : resultInDoubt(open, conditions, doubts, opens)
}

function notApplicable({ gateway, outOfForce, place }: OpenGround, { mark }: Passage) {
  const outside = findOutside(gateway.scope, mark)
  const mismatches = outOfForce === null ? outside : [outOfForce, ...outside]
  return resultOf(gateway, place, 'not-applicable', mismatches)
}

/** Of what is not settled, only what hangs on a lock that lies on the part is told. */
function resultInDoubt(
  { gateway, place }: OpenGround,
  conditions: readonly ConditionResult[],
  doubts: readonly Doubt[],
  opens: readonly string[],
): GroundResult {
  const apt = doubts.filter(({ locks }) => locks === null || opens.some((lock) => locks.has(lock)))
  if (apt.length === 0) return resultOf(gateway, place, 'met', NONE, conditions, opens)
  return {
    ...resultOf(gateway, place, 'disputed', NONE, conditions, opens),
    disputes: [...new Set(apt.map(({ id }) => id))],
    openQuestions: [...new Set(apt.map(({ openQuestion }) => openQuestion))].sort(),
    escalates: opens.filter((lock) => apt.some(isAbout(lock))),
  }
}

/** What conditions and doubts give, whatever locks lie on a part. */
interface Judged {
  readonly status: 'met' | 'unmet' | 'erred'
  readonly conditions: readonly ConditionResult[]
  readonly doubts: readonly Doubt[]
}

const NONE: readonly never[] = []
const ERRED: Judged = { status: 'erred', conditions: NONE, doubts: NONE }

/** An error of ours is an `erred` ground, never an open lock. */
function judge(plea: Plea, passage: Passage): Judged {
  try {
    const conditions = askConditions(plea, passage)
    const isMet = conditions.every(({ result }) => result === 'met')
    if (!isMet) return { status: 'unmet', conditions, doubts: NONE }
    return { status: 'met', conditions, doubts: findDoubts(plea, passage) }
  } catch {
    return ERRED
  }
}

function idsOf(locks: readonly CompiledLock[]): readonly string[] {
  return locks.length === 0 ? NONE : locks.map(({ id }) => id)
}

function resultOf(
  gateway: CompiledGateway,
  ground: number,
  status: GroundResult['status'],
  mismatches: readonly Mismatch[] = NONE,
  conditions: readonly ConditionResult[] = NONE,
  opens: readonly string[] = NONE,
): GroundResult {
  return {
    rule: gateway.id,
    version: gateway.from,
    ground,
    status,
    mismatches,
    conditions,
    disputes: NONE,
    openQuestions: NONE,
    opens,
    escalates: NONE,
  }
}
