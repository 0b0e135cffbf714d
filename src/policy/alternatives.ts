import type { Alternative } from './advice.ts'
import type { CompiledGateway, Doubt } from './compiled-rules.ts'
import type { ConditionResult, LockResult, PartDecision } from './decision.ts'
import {
  askConditions,
  deriveFacts,
  findDoubts,
  findMismatches,
  isDoubtful,
  openGround,
} from './ground.ts'
import type { OpenGround } from './ground.ts'
import { isInForce } from './part-decision.ts'
import { passageOf } from './passage.ts'
import type { Passage } from './passage.ts'
import type { PolicySet } from './policy-set.ts'
import { compareText, readFacts } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
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
  const known = new Map<string, Pick<OpenGround, 'facts' | 'unsettled'>>()
  const inForce = set.rules.gateways.filter((gateway) => isInForce(gateway, read.day))
  const found = new Map<string, Alternative & { readonly parts: string[] }>()
  for (const { part: id, receiver, locks } of decisions) {
    const shut = locks.filter(({ state }) => state === 'closed' || state === 'escalate')
    if (shut.length === 0) continue
    const part = parts.get(id)!
    const { subject } = part
    if (!known.has(subject)) known.set(subject, gatherFacts(set, read, subject))
    const passage = passageOf(
      read.request,
      part,
      read.subjects.get(subject)!,
      read.receivers.get(receiver)!,
    )
    for (const gateway of inForce) {
      const opens = shut.filter(({ rule }) => gateway.opens.has(rule))
      if (opens.length === 0) continue
      const motive = hasMotive(read, subject, gateway)
      const { facts, unsettled } = known.get(subject)!
      const open = openGround(gateway, read.day, 0, motive, facts, unsettled)
      const alternative = tryGateway(open, passage, opens)
      if (alternative !== null) addAlternative(found, { subject, receiver, ...alternative }, id)
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
  const { subject, receiver, rule, version, opens, outcome, lacks } = alternative
  let key = `${subject} ${receiver} ${rule}@${version} ${opens.join()} ${outcome}`
  for (const { id, facts } of lacks) key += ` ${id} ${facts.join()}`
  const known = found.get(key)
  if (known === undefined) found.set(key, { ...alternative, parts: [part] })
  else known.parts.push(part)
}

type Offer = Omit<Alternative, 'parts' | 'subject' | 'receiver'>

function tryGateway(open: OpenGround, passage: Passage, shut: readonly LockResult[]): Offer | null {
  try {
    return offerOf(open, passage, shut)
  } catch {
    return null
  }
}

function offerOf(open: OpenGround, passage: Passage, shut: readonly LockResult[]): Offer | null {
  const { gateway } = open
  if (findMismatches(open, passage).length > 0) return null
  const lacks: ConditionResult[] = []
  for (const condition of askConditions(open, passage)) {
    if (condition.result === 'failed') return null
    if (condition.result === 'unanswered') lacks.push(condition)
  }
  const outcome = bestOutcome(open, passage, lacks, shut)
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
function gatherFacts(
  set: PolicySet,
  read: ReadRequest,
  subject: string,
): Pick<OpenGround, 'facts' | 'unsettled'> {
  const facts = read.facts.slice()
  readFacts(set.rules, factsAbout(read, subject), 'ground', facts)
  return { facts, unsettled: deriveFacts(set, read, facts) }
}

/** Every answer given about the subject in any ground; answers that differ count as none. */
function factsAbout(read: ReadRequest, subject: string): Facts {
  const facts: Record<string, boolean | string> = {}
  const contested = new Set<string>()
  for (const ground of read.grounds) {
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
  return read.grounds.some(
    (ground) =>
      ground.motive && ground.subject === subject && ground.rule === id && ground.version === from,
  )
}

function bestOutcome(
  open: OpenGround,
  passage: Passage,
  lacks: readonly ConditionResult[],
  shut: readonly LockResult[],
): Alternative['outcome'] {
  // While answers are missing, a dispute that hangs on them need not arise.
  const sure = lacks.length === 0 ? findDoubts(open, passage) : findSureDoubts(open, passage)
  if (shut.some(({ rule }) => sure.some((doubt) => isDoubtful(rule, doubt)))) return 'escalate'
  return open.gateway.version.nature === 'duty' ? 'duty' : 'permit'
}

function findSureDoubts(open: OpenGround, passage: Passage): readonly Doubt[] {
  const disputes = open.gateway.disputes.filter(
    ({ test }) => test === null || test.answer(open.facts) === 'met',
  )
  return findDoubts({ ...open, gateway: { ...open.gateway, disputes } }, passage)
}
