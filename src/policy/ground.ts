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
import { compareText, inOrder } from './in-order.ts'
import type { Passage } from './passage.ts'
import { askConditions, findDoubts, isAbout } from './plea.ts'
import type { Plea } from './plea.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyGround } from './policy-request.ts'
import { findGateway, readGroundFacts } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import type { Day } from './rule.ts'
import { covers, findOutside } from './scope.ts'
import type { Mark } from './scope.ts'

/** A ground of the request with its rule. */
export interface OpenGround extends Plea {
  readonly place: number
  /** Why its rule does not apply on the day, if it does not. */
  readonly outOfForce: Mismatch | null
  /** What it gives wherever its rule applies, if that is the same for every part and receiver: its sheet is not asked again. */
  readonly judged: Judged | null
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
  const sorted = inOrder(invoked, compareInvoked)
  const bySubject = new Map<string, OpenGround[]>()
  for (let place = 0; place < sorted.length; place++) {
    const { ground, gateway } = sorted[place]!
    const open = openGround(set, read, ground, gateway, place)
    const others = bySubject.get(ground.subject)
    if (others === undefined) bySubject.set(ground.subject, [open])
    else others.push(open)
  }
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
  { request, day, sheet: shared, subjects }: ReadRequest,
  { motive, subject, facts }: PolicyGround,
  gateway: CompiledGateway,
  place: number,
): OpenGround {
  const mark = subjects.get(subject)!
  const outOfForce = findOutOfForce(gateway, day)
  const mayApply = outOfForce === null && covers(gateway.scope, mark)
  // What differs from part to part is asked later, of answers that must then still stand there.
  const isLater = mayApply && gateway.perPart
  const sheet = isLater ? shared.copy() : shared
  readGroundFacts(set, facts, sheet)
  const unsettled = mayApply
    ? deriveGroundFacts(sheet, set.rules.crimes, day, request.purpose)
    : NONE
  const open = { gateway, motive, sheet, unsettled, place, outOfForce, judged: null }
  if (isLater) return open
  const judged = mayApply ? judge(open, aboutSubject(mark)) : null
  sheet.clear()
  return { gateway, motive, sheet, unsettled, place, outOfForce, judged }
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
  const { gateway, judged, outOfForce, place } = open
  if (outOfForce !== null || !covers(gateway.scope, passage.mark))
    return notApplicable(open, passage)
  const { status, conditions, doubts } = judged ?? judge(open, passage)
  if (status !== 'met') return resultOf(gateway, place, status, NONE, conditions)
  const opens = findOpened(gateway, lying)
  return doubts.length === 0
    ? resultOf(gateway, place, 'met', NONE, conditions, opens)
    : resultInDoubt(open, conditions, doubts, opens)
}

function notApplicable({ gateway, outOfForce, place }: OpenGround, { mark }: Passage) {
  const mismatches: Mismatch[] = findOutside(gateway.scope, mark)
  if (outOfForce !== null) mismatches.unshift(outOfForce)
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
    for (const { result } of conditions)
      if (result !== 'met') return { status: 'unmet', conditions, doubts: NONE }
    return { status: 'met', conditions, doubts: findDoubts(plea, passage) }
  } catch {
    return ERRED
  }
}

function findOpened({ opens }: CompiledGateway, lying: readonly CompiledLock[]): readonly string[] {
  const found: string[] = []
  for (const { id, number } of lying) if (opens[number]) found.push(id)
  return found
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
