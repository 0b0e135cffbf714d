/**
 * The decision for one part towards one receiver: blocks, then every lock, then the worst of them.
 *
 * @module
 */
import type {
  CompiledBlock,
  CompiledLock,
  CompiledReach,
  CompiledVersion,
} from './compiled-rules.ts'
import type { Answer } from './condition.ts'
import type {
  BlockResult,
  GroundResult,
  LockResult,
  Outcome,
  PartDecision,
  ReasonCode,
  RuleReference,
} from './decision.ts'
import type { FactSheet } from './derived-facts.ts'
import { openGrounds, resolveGround } from './ground.ts'
import type { OpenGround, Passage } from './ground.ts'
import { resolveLock } from './lock.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyPart, PolicyReceiver, PolicyRequest, PolicySubject } from './policy-request.ts'
import { inOrder, readRequest } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import { markOf } from './scope.ts'

/** What all parts of one request share: it, the rules of the day, the grounds by subject. */
export interface Docket {
  readonly read: ReadRequest
  readonly locks: readonly CompiledLock[]
  readonly blocks: readonly CompiledBlock[]
  readonly grounds: ReadonlyMap<string, readonly OpenGround[]>
}

/** Reads a request, so that its parts can be decided. Throws as `readRequest`. */
export function openDocket(set: PolicySet, request: PolicyRequest): Docket {
  const read = readRequest(set, request)
  return {
    read,
    locks: set.rules.locks.filter((lock) => isInForce(lock, read.day)),
    blocks: set.rules.blocks.filter((block) => isInForce(block, read.day)),
    grounds: openGrounds(set, read),
  }
}

/** Whether a rule's wording is in force on a day. */
export function isInForce(version: { from: string; to: string | null }, day: string): boolean {
  return version.from <= day && (version.to === null || day <= version.to)
}

/** A decision with the wordings that it rests on: the locks on the part and the gateways that opened them. */
export interface Judgement {
  readonly decision: PartDecision
  readonly rests: readonly CompiledVersion[]
}

/** Decides one part towards one of its readers. */
export function decidePart(docket: Docket, part: PolicyPart, reader: string): Judgement {
  const { outcome, reasons, locks, blocks, grounds, rules, rests } = judge(docket, part, reader)
  return {
    decision: { part: part.id, receiver: reader, outcome, reasons, locks, blocks, grounds, rules },
    rests,
  }
}

type Finding = Omit<PartDecision, 'part' | 'receiver'> & Pick<Judgement, 'rests'>

function judge(docket: Docket, part: PolicyPart, reader: string): Finding {
  const { from } = docket.read.request
  // The sending function reads its own copy: nothing leaves it.
  if (reader === from.function) return bare('permit', 'internal')
  const receiver = docket.read.receivers.get(reader)!
  const internal = receiver.agency === from.agency
  if (part.category === 'motive' && !internal) return bare('deny', 'motive-not-internal')
  try {
    return applyRules(docket, part, receiver, internal)
  } catch {
    // A block or a lock that errs might be the one that forbids.
    return bare('deny', 'rule-erred')
  }
}

function applyRules(
  docket: Docket,
  part: PolicyPart,
  receiver: PolicyReceiver,
  internal: boolean,
): Finding {
  const subject = docket.read.subjects.get(part.subject)!
  const blocks = findBlocks(docket, part, subject, receiver)
  if (blocks.length > 0) return blocked(blocks)
  // Between functions of one authority nothing is disclosed (OSL 8:2 e contrario); blocks hold all the same.
  return internal ? bare('permit', 'internal') : unlock(docket, part, subject, receiver)
}

const NONE: readonly never[] = []

function bare(outcome: Outcome, reason: ReasonCode): Finding {
  const reasons = [reason]
  return { outcome, reasons, locks: NONE, blocks: NONE, grounds: NONE, rules: NONE, rests: NONE }
}

function blocked(blocks: readonly BlockResult[]): Finding {
  const stands = blocks.some(({ state }) => state === 'blocked')
  const rules = blocks.map(({ rule, version }) => ({ rule, version }))
  return { ...bare('deny', stands ? 'blocked' : 'block-unanswered'), blocks, rules }
}

function findBlocks(
  { read, blocks }: Docket,
  part: PolicyPart,
  subject: PolicySubject,
  receiver: PolicyReceiver,
): readonly BlockResult[] {
  let found: BlockResult[] | null = null
  for (const block of blocks) {
    const lying = findLying(block.lies, read, part, subject, receiver)
    if (lying === null) continue
    const { id: rule, from: version } = block
    const state = lying.answer === 'met' ? 'blocked' : 'unanswered'
    found ??= []
    found.push({ rule, version, state, unanswered: lying.lacks })
  }
  return found ?? NONE
}

interface Lying {
  readonly answer: Answer
  readonly lacks: readonly string[]
}

const LYING: Lying = { answer: 'met', lacks: NONE }

/** The strongest way in which a rule lies on the part; null if it does not. */
function findLying(
  reaches: readonly CompiledReach[],
  read: ReadRequest,
  part: PolicyPart,
  subject: PolicySubject,
  receiver: PolicyReceiver,
): Lying | null {
  let unanswered: readonly string[] | null = null
  for (const reach of reaches) {
    if (reach.senders !== null && !reach.senders.has(read.request.from.bodyType)) continue
    if (reach.subjectRoles !== null && !reach.subjectRoles.has(subject.role)) continue
    if (reach.categories !== null && !reach.categories.has(part.category)) continue
    if (reach.protections !== null && !reach.protections.has(subject.protection)) continue
    if (reach.towardsPerpetratorFunction && !receiver.servesFearedPerpetrator) continue
    const answer = answerReach(reach, read.facts)
    if (answer === 'met') return LYING
    if (answer === 'unanswered' && reach.liesUnanswered) unanswered = reach.test!.lacks(read.facts)
  }
  return unanswered === null ? null : { answer: 'unanswered', lacks: unanswered }
}

function answerReach({ test }: CompiledReach, facts: Readonly<FactSheet>): Answer {
  return test === null ? 'met' : test.answer(facts)
}

function unlock(
  docket: Docket,
  part: PolicyPart,
  subject: PolicySubject,
  receiver: PolicyReceiver,
): Finding {
  const { read } = docket
  const passage = passageOf(read, part, subject, receiver)
  const open = docket.grounds.get(part.subject) ?? NONE
  const grounds = open.map((ground) => resolveGround(ground, passage))
  const lying: CompiledLock[] = []
  const locks: LockResult[] = []
  for (const lock of docket.locks) {
    const found = findLying(lock.lies, read, part, subject, receiver)
    if (found === null) continue
    lying.push(lock)
    locks.push(resolveLock(lock, found.lacks, read, part.subject, receiver.function, open, grounds))
  }
  return weigh(lying, locks, open, grounds)
}

/** Who sends what about whom to whom, in the words that rules use. */
export function passageOf(
  read: ReadRequest,
  part: PolicyPart,
  subject: PolicySubject,
  receiver: PolicyReceiver,
): Passage {
  const { from, purpose } = read.request
  const way = {
    sender: from.bodyType,
    receiver: receiver.bodyType,
    role: subject.role,
    category: part.category,
    purpose,
  }
  return { ...way, receiverAgency: receiver.agency, mark: markOf(way) }
}

/** The worst lock decides; an error of a rule denies, whatever else would open. */
function weigh(
  lying: readonly CompiledLock[],
  locks: readonly LockResult[],
  open: readonly OpenGround[],
  grounds: readonly GroundResult[],
): Finding {
  const rests: CompiledVersion[] = [...lying]
  const made: CompiledVersion[] = lying.filter((_, i) => locks[i]!.openedBy.length === 0)
  let erred = false
  for (let i = 0; i < open.length; i++) {
    const { gateway, place } = open[i]!
    const { status, opens } = grounds[i]!
    const hasErred = status === 'erred'
    const hasOpened = opens.length > 0 && isUsed(place, locks)
    if (hasErred || hasOpened) made.push(gateway)
    if (hasOpened) rests.push(gateway)
    erred ||= hasErred
  }
  const outcome = erred ? 'deny' : worstOf(locks)
  const reasons = erred ? [RULE_ERRED] : reasonsOf(outcome, locks)
  return { outcome, reasons, locks, blocks: NONE, grounds, rules: references(made), rests }
}

/** Whether a ground opens any of the locks, in the state that they are in. */
function isUsed(ground: number, locks: readonly LockResult[]): boolean {
  for (const { openedBy } of locks) if (openedBy.includes(ground)) return true
  return false
}

const RULE_ERRED: ReasonCode = 'rule-erred'

function worstOf(locks: readonly LockResult[]): Outcome {
  if (locks.some(({ state }) => state === 'closed')) return 'deny'
  if (locks.some(({ state }) => state === 'escalate')) return 'escalate'
  return locks.some(({ state }) => state === 'duty') ? 'duty' : 'permit'
}

function reasonsOf(outcome: Outcome, locks: readonly LockResult[]): readonly ReasonCode[] {
  if (outcome === 'deny') return ['lock-closed']
  if (outcome === 'duty') return ['duty']
  if (outcome === 'permit') return locks.length === 0 ? ['no-lock'] : ['lock-open']
  const escalated = locks.filter(({ state }) => state === 'escalate')
  const reasons: ReasonCode[] = []
  if (escalated.some(({ openedBy }) => openedBy.length > 0)) reasons.push('disputed')
  if (escalated.some(({ openedBy }) => openedBy.length === 0)) reasons.push('harm-test-unsettled')
  return reasons
}

/** The rules that made the outcome, each once: gateways that opened, and the locks that nothing of ours opened. */
function references(wordings: readonly CompiledVersion[]): readonly RuleReference[] {
  const sorted = inOrder(wordings, (a, b) => a.rank - b.rank)
  const found: RuleReference[] = []
  let last = -1
  for (const { reference, rank } of sorted) {
    if (rank !== last) found.push(reference)
    last = rank
  }
  return found
}
