import type { Alternative } from './advice.ts'
import { findPeriod, referenceKey } from './compiled-rules.ts'
import type { CompiledGateway, Doubt } from './compiled-rules.ts'
import type { ConditionResult, LockResult, PartDecision } from './decision.ts'
import { deriveGroundFacts } from './derived-facts.ts'
import { compareText } from './in-order.ts'
import { passageOf } from './passage.ts'
import type { Passage } from './passage.ts'
import { askConditions, findDoubts, isAbout } from './plea.ts'
import type { Plea } from './plea.ts'
import type { PolicySet } from './policy-set.ts'
import { readFacts } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import { covers } from './scope.ts'
import type { Facts } from '../protocol/statements/facts.ts'

/**
 * For what is denied or escalated: every gateway of the day that applies between these bodies, about this person, category
 * and purpose, opens a lock further than it is, and is not ruled out by an answer already given; with what it lacks.
 */
export function findAlternatives(
  set: PolicySet,
  read: ReadRequest,
  decisions: readonly PartDecision[],
): readonly Alternative[] {
  const parts = new Map(read.parts.map((part) => [part.id, part]))
  const known = new Map<string, Answers>()
  const { gateways } = findPeriod(set.rules, read.day)
  const found = new Map<string, Alternative & { readonly parts: string[] }>()
  for (const { part: id, receiver, locks } of decisions) {
    const shut = locks.filter(({ state }) => state === 'closed' || state === 'escalate')
    if (shut.length === 0) continue
    const part = parts.get(id)!
    const { subject } = part
    if (!known.has(subject)) known.set(subject, gatherAnswers(set, read, subject))
    const passage = passageOf(read.subjects.get(subject)!, part, read.receivers.get(receiver)!, 0)
    for (const gateway of gateways) {
      if (!covers(gateway.scope, passage.mark)) continue
      const opens = shut.filter(({ rule }) => gateway.opens[set.rules.locks.get(rule)!])
      if (opens.length === 0) continue
      const motive = hasMotive(read, subject, gateway)
      const offer = tryGateway({ ...known.get(subject)!, gateway, motive }, passage, opens)
      if (offer !== null)
        addAlternative(found, { subject, receiver, ...offer, ...restOf(shut, offer) }, id)
    }
  }
  return [...found.keys()].sort(compareText).map((key) => found.get(key)!)
}

function addAlternative(
  found: Map<string, Alternative & { readonly parts: string[] }>,
  alternative: Omit<Alternative, 'parts'>,
  part: string,
): void {
  // Parts that lack the same things are told together.
  const { subject, receiver, rule, version, opens, leaves, outcome, lacks } = alternative
  let key = `${subject} ${receiver} ${referenceKey(rule, version)} ${opens.join()} ${outcome}`
  for (const left of leaves) key += ` ${referenceKey(left.rule, left.version)}`
  for (const { id, facts } of lacks) key += ` ${id} ${facts.join()}`
  const known = found.get(key)
  if (known === undefined) found.set(key, { ...alternative, parts: [part] })
  else known.parts.push(part)
}

/** What is known about a subject. */
type Answers = Pick<Plea, 'sheet' | 'unsettled'>

type Offer = Omit<Alternative, 'parts' | 'subject' | 'receiver' | 'leaves'>

/** The other locks on the part: what stays closed, and a decision-maker's approval where one is wanted anyway. */
function restOf(
  shut: readonly LockResult[],
  { opens, outcome }: Offer,
): Pick<Alternative, 'leaves' | 'outcome'> {
  const others = shut.filter(({ rule }) => !opens.includes(rule))
  return {
    leaves: others
      .filter(({ state }) => state === 'closed')
      .map(({ rule, version }) => ({ rule, version })),
    outcome: others.some(({ state }) => state === 'escalate') ? 'escalate' : outcome,
  }
}

function tryGateway(plea: Plea, passage: Passage, shut: readonly LockResult[]): Offer | null {
  try {
    return offerOf(plea, passage, shut)
  } catch {
    return null
  }
}

function offerOf(plea: Plea, passage: Passage, shut: readonly LockResult[]): Offer | null {
  const { gateway } = plea
  const lacks: ConditionResult[] = []
  for (const condition of askConditions(plea, passage)) {
    if (condition.result === 'failed') return null
    if (condition.result === 'unanswered') lacks.push(condition)
  }
  const outcome = bestOutcome(plea, passage, lacks, shut)
  // What is escalated already is no further open through another ground that escalates.
  const opens = shut.filter(({ state }) => state === 'closed' || outcome !== 'escalate')
  if (opens.length === 0) return null
  return {
    rule: gateway.id,
    version: gateway.from,
    opens: opens.map(({ rule }) => rule),
    outcome,
    lacks,
    motive: gateway.version.motive === undefined ? 'not-needed' : 'needed',
  }
}

/** What is known about a subject from all grounds, and what follows from it. */
function gatherAnswers({ rules }: PolicySet, read: ReadRequest, subject: string): Answers {
  const sheet = read.sheet.copy()
  readFacts(rules, factsAbout(read, subject), 'ground', sheet)
  const { day, request } = read
  return { sheet, unsettled: deriveGroundFacts(sheet, rules.crimes, day, request.purpose) }
}

/** Every answer given about the subject in any ground; answers that differ count as none. */
function factsAbout(read: ReadRequest, subject: string): Facts {
  const facts: Record<string, boolean | string> = {}
  const contested = new Set<string>()
  for (const ground of read.request.grounds) {
    if (ground.subject !== subject) continue
    for (const [name, value] of Object.entries(ground.facts)) {
      if (Object.hasOwn(facts, name) && facts[name] !== value) contested.add(name)
      facts[name] = value
    }
  }
  for (const name of contested) delete facts[name]
  return facts
}

function hasMotive(read: ReadRequest, subject: string, { id, from }: CompiledGateway): boolean {
  return read.request.grounds.some(
    (ground) =>
      ground.motive && ground.subject === subject && ground.rule === id && ground.version === from,
  )
}

function bestOutcome(
  plea: Plea,
  passage: Passage,
  lacks: readonly ConditionResult[],
  shut: readonly LockResult[],
): Alternative['outcome'] {
  // While answers are missing, a dispute that hangs on them need not arise.
  const sure = lacks.length === 0 ? findDoubts(plea, passage) : findSureDoubts(plea, passage)
  if (shut.some(({ rule }) => sure.some(isAbout(rule)))) return 'escalate'
  return plea.gateway.version.nature === 'duty' ? 'duty' : 'permit'
}

function findSureDoubts(plea: Plea, passage: Passage): readonly Doubt[] {
  const disputes = plea.gateway.disputes.filter(
    ({ test }) => test === null || test.answer(plea.sheet.facts) === 'met',
  )
  return findDoubts({ ...plea, gateway: { ...plea.gateway, disputes } }, passage)
}
