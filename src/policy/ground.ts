/**
 * What an invoked ground does: whether its rule applies between these bodies, about this person and category, and whether
 * its conditions are met.
 *
 * @module
 */
import type { Facts } from '../protocol/statements/facts.ts'
import type { CompiledGateway, Doubt } from './compiled-rules.ts'
import type { ConditionResult, GroundResult, Mismatch } from './decision.ts'
import { deriveGroundFacts } from './derived-facts.ts'
import { compareText, inOrder } from './in-order.ts'
import type { LyingLocks } from './lying-rules.ts'
import type { Passage } from './passage.ts'
import { askConditions, findDoubts, isAbout } from './plea.ts'
import type { Plea } from './plea.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyGround } from './policy-request.ts'
import { findGateway, readGroundFacts } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import type { Day } from './rule.ts'
import { covers, findOutside } from './scope.ts'

/** A ground of the request with its rule. */
export interface OpenGround {
  readonly gateway: CompiledGateway
  readonly place: number
  /** Why its rule does not apply on the day, if it does not. */
  readonly outOfForce: Mismatch | null
  /** What it gives where its rule applies: for each of its subject's passages by its place, or one for all of them. */
  readonly judged: readonly (Judged | null)[]
  /** The lists of locks that it was said to open. */
  readonly opened: (readonly string[])[]
  /** What was said of parts that it is not about. */
  readonly inapt: GroundResult[]
}

/** What was told of one judgement: mostly the same is told of the next part. */
interface Told {
  readonly lying: LyingLocks
  readonly result: GroundResult
}

interface Invoked {
  readonly ground: PolicyGround
  readonly gateway: CompiledGateway
}

/**
 * Reads and readies the request's grounds, by subject, in their order, for the passages of each subject. Throws as
 * `findGateway` and `readGroundFacts`.
 */
export function openGrounds(
  set: PolicySet,
  read: ReadRequest,
  passages: ReadonlyMap<string, readonly Passage[]>,
): ReadonlyMap<string, readonly OpenGround[]> {
  const invoked: Invoked[] = []
  for (const ground of read.request.grounds)
    invoked.push({ ground, gateway: findGateway(set.rules, read, ground) })
  const sorted = inOrder(invoked, compareInvoked)
  const bySubject = new Map<string, OpenGround[]>()
  for (let place = 0; place < sorted.length; place++) {
    const { ground, gateway } = sorted[place]!
    const { subject } = ground
    const open = openGround(set, read, ground, gateway, place, passages.get(subject) ?? NONE)
    const others = bySubject.get(subject)
    if (others === undefined) bySubject.set(subject, [open])
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

/** By the first fact, in the order of their names, whose answers differ. Only of a rule that is invoked twice for one person. */
function compareFacts(a: Facts, b: Facts): number {
  let first: string | null = null
  for (const name in a) if (a[name] !== b[name] && (first === null || name < first)) first = name
  for (const name in b) if (a[name] !== b[name] && (first === null || name < first)) first = name
  if (first === null) return 0
  return compareText(`${typeof a[first]} ${a[first]}`, `${typeof b[first]} ${b[first]}`)
}

/** Its answers stand on the request's sheet only while it is judged for all passages at once: no ground has its own sheet. */
function openGround(
  set: PolicySet,
  { request, day, sheet, subjects }: ReadRequest,
  { motive, subject, facts }: PolicyGround,
  gateway: CompiledGateway,
  place: number,
  passages: readonly Passage[],
): OpenGround {
  const outOfForce = findOutOfForce(gateway, day)
  readGroundFacts(set, facts, sheet, gateway)
  let judged: readonly (Judged | null)[] = NONE
  if (outOfForce === null && covers(gateway.scope, subjects.get(subject)!)) {
    const unsettled = deriveGroundFacts(sheet, set.rules.crimes, day, request.purpose)
    judged = judgeAll({ gateway, motive, sheet, unsettled }, passages)
  }
  sheet.clear()
  return { gateway, place, outOfForce, judged, opened: [], inapt: [] }
}

function judgeAll(plea: Plea, passages: readonly Passage[]): readonly (Judged | null)[] {
  const { scope, perPart } = plea.gateway
  if (!perPart) return passages.length === 0 ? NONE : [judge(plea, passages[0]!)]
  const met: Judged[] = []
  const found: (Judged | null)[] = []
  for (const passage of passages) {
    const judged = covers(scope, passage.mark) ? judge(plea, passage) : null
    // What is met is mostly met alike: one object lets what is told of it be one object too.
    found.push(judged?.status === 'met' ? shared(met, judged) : judged)
  }
  return found
}

function shared(met: Judged[], judged: Judged): Judged {
  for (const one of met) if (isSameJudged(one, judged)) return one
  met.push(judged)
  return judged
}

function isSameJudged(a: Judged, b: Judged): boolean {
  return a.conditions === b.conditions && isSameList(a.doubts, b.doubts)
}

/** Whether two lists hold the very same things in the same order. */
function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function findOutOfForce(gateway: CompiledGateway, day: Day): Mismatch | null {
  if (day < gateway.from) return 'not-in-force'
  if (gateway.to === null || day <= gateway.to) return null
  return gateway.replaced ? 'repealed' : 'not-in-force'
}

/** What the ground does for one part and receiver, as far as the locks that lie on the part are concerned. */
export function resolveGround(open: OpenGround, passage: Passage, lying: LyingLocks): GroundResult {
  const { gateway, outOfForce } = open
  if (outOfForce !== null || !covers(gateway.scope, passage.mark))
    return notApplicable(open, passage)
  const judged = open.judged[gateway.perPart ? passage.place : 0]!
  for (const known of judged.told) if (known.lying === lying) return known.result
  const opens = judged.status === 'met' ? openedOnce(open, findOpened(gateway, lying)) : NONE
  const same = judged.told.find(({ result }) => result.opens === opens)
  const result = same?.result ?? resultOfJudged(open, judged, opens)
  judged.told.push({ lying, result })
  return result
}

/** One list for what is the same. */
function openedOnce({ opened }: OpenGround, opens: readonly string[]): readonly string[] {
  for (const known of opened) if (isSameList(known, opens)) return known
  opened.push(opens)
  return opens
}

function resultOfJudged(
  open: OpenGround,
  { status, conditions, doubts }: Judged,
  opens: readonly string[],
): GroundResult {
  if (doubts.length > 0) return resultInDoubt(open, conditions, doubts, opens)
  return resultOf(open.gateway, open.place, status, NONE, conditions, opens)
}

function notApplicable(open: OpenGround, { mark }: Passage): GroundResult {
  const { gateway, outOfForce, place, inapt } = open
  const mismatches: Mismatch[] = findOutside(gateway.scope, mark)
  if (outOfForce !== null) mismatches.unshift(outOfForce)
  for (const known of inapt) if (isSameList(known.mismatches, mismatches)) return known
  const result = resultOf(gateway, place, 'not-applicable', mismatches)
  inapt.push(result)
  return result
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
  readonly told: Told[]
}

const NONE: readonly never[] = []

/** An error of ours is an `erred` ground, never an open lock. */
function judge(plea: Plea, passage: Passage): Judged {
  try {
    const conditions = askConditions(plea, passage)
    // One list means that all is met; others may mean it too, where something is not asked.
    if (conditions !== plea.gateway.allMet)
      for (const { result } of conditions)
        if (result !== 'met') return { status: 'unmet', conditions, doubts: NONE, told: [] }
    return { status: 'met', conditions, doubts: findDoubts(plea, passage), told: [] }
  } catch {
    return { status: 'erred', conditions: NONE, doubts: NONE, told: [] }
  }
}

/** Most grounds open all locks or none, and then need no list of their own. */
function findOpened({ opens }: CompiledGateway, { locks, ids }: LyingLocks): readonly string[] {
  let count = 0
  for (const { number } of locks) if (opens[number]) count++
  if (count === 0) return NONE
  if (count === locks.length) return ids
  return ids.filter((_, i) => opens[locks[i]!.number])
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
