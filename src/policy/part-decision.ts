/**
 * The decision for one part towards one receiver: blocks, then every lock, then the worst of them.
 *
 * @module
 */
import type { CompiledReach } from './compiled-rules.ts'
import type { Answer, FactTable } from './condition.ts'
import type {
  BlockResult,
  GroundResult,
  LockResult,
  Outcome,
  PartDecision,
  ReasonCode,
  RuleReference,
} from './decision.ts'
import { resolveGround } from './ground.ts'
import type { OpenGround, Passage } from './ground.ts'
import { resolveLock } from './lock.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyPart, PolicyReceiver, PolicySubject } from './policy-request.ts'
import type { ReadRequest } from './read-request.ts'

/** What all parts of one request share. */
export interface Docket {
  readonly set: PolicySet
  readonly read: ReadRequest
  readonly grounds: ReadonlyMap<string, readonly OpenGround[]>
}

/** Decides one part towards one of its readers. */
export function decidePart(docket: Docket, part: PolicyPart, reader: string): PartDecision {
  const { read } = docket
  const { from } = read.request
  const head = { part: part.id, receiver: reader }
  // The sending function reads its own copy: nothing leaves it.
  if (reader === from.function) return { ...head, ...bare('permit', 'internal') }
  const receiver = read.receivers.get(reader)!
  const internal = receiver.agency === from.agency
  if (part.category === 'motive' && !internal)
    return { ...head, ...bare('deny', 'motive-not-internal') }
  try {
    return { ...head, ...applyRules(docket, part, receiver, internal) }
  } catch {
    // A block or a lock that errs might be the one that forbids.
    return { ...head, ...bare('deny', 'rule-erred') }
  }
}

function applyRules(
  docket: Docket,
  part: PolicyPart,
  receiver: PolicyReceiver,
  internal: boolean,
): Verdict {
  const subject = docket.read.subjects.get(part.subject)!
  const blocks = findBlocks(docket, part, subject, receiver)
  if (blocks.length > 0) return blocked(blocks)
  // Between functions of one authority nothing is disclosed (OSL 8:2 e contrario); blocks hold all the same.
  return internal ? bare('permit', 'internal') : unlock(docket, part, subject, receiver)
}

type Verdict = Omit<PartDecision, 'part' | 'receiver'>

function bare(outcome: Outcome, reason: ReasonCode): Verdict {
  return { outcome, reasons: [reason], locks: [], blocks: [], grounds: [], rules: [] }
}

function blocked(blocks: readonly BlockResult[]): Verdict {
  const stands = blocks.some(({ state }) => state === 'blocked')
  const reasons: ReasonCode[] = [stands ? 'blocked' : 'block-unanswered']
  const rules = blocks.map(({ rule, version }) => ({ rule, version }))
  return { outcome: 'deny', reasons, locks: [], blocks, grounds: [], rules }
}

function findBlocks(
  { set, read }: Docket,
  part: PolicyPart,
  subject: PolicySubject,
  receiver: PolicyReceiver,
): readonly BlockResult[] {
  const found: BlockResult[] = []
  for (const block of set.rules.blocks) {
    if (!isInForce(block, read.day)) continue
    const lying = findLying(block.lies, read, part, subject, receiver)
    if (lying === null) continue
    const { id: rule, from: version } = block
    const state = lying.answer === 'met' ? 'blocked' : 'unanswered'
    found.push({ rule, version, state, unanswered: lying.lacks })
  }
  return found
}

/** Whether a rule's wording is in force on a day. */
export function isInForce(version: { from: string; to: string | null }, day: string): boolean {
  return version.from <= day && (version.to === null || day <= version.to)
}

/** The strongest way in which a rule lies on the part; null if it does not. */
function findLying(
  reaches: readonly CompiledReach[],
  read: ReadRequest,
  part: PolicyPart,
  subject: PolicySubject,
  receiver: PolicyReceiver,
): { readonly answer: Answer; readonly lacks: readonly string[] } | null {
  let unanswered: readonly string[] | null = null
  for (const reach of reaches) {
    if (reach.senders !== null && !reach.senders.has(read.request.from.bodyType)) continue
    if (reach.subjectRoles !== null && !reach.subjectRoles.has(subject.role)) continue
    if (reach.categories !== null && !reach.categories.has(part.category)) continue
    if (reach.protections !== null && !reach.protections.has(subject.protection)) continue
    if (reach.towardsPerpetratorFunction && !receiver.servesFearedPerpetrator) continue
    const answer = answerReach(reach, read.facts)
    if (answer === 'met') return { answer, lacks: [] }
    if (answer === 'unanswered' && reach.liesUnanswered) unanswered = reach.test!.lacks(read.facts)
  }
  return unanswered === null ? null : { answer: 'unanswered', lacks: unanswered }
}

function answerReach({ test }: CompiledReach, facts: FactTable): Answer {
  return test === null ? 'met' : test.answer(facts)
}

function unlock(
  docket: Docket,
  part: PolicyPart,
  subject: PolicySubject,
  receiver: PolicyReceiver,
): Verdict {
  const { set, read } = docket
  const passage = passageOf(read, part, subject, receiver)
  const open = docket.grounds.get(part.subject) ?? []
  const grounds = open.map((ground) => resolveGround(ground, passage))
  const locks: LockResult[] = []
  for (const lock of set.rules.locks) {
    if (!isInForce(lock, read.day)) continue
    const lying = findLying(lock.lies, read, part, subject, receiver)
    if (lying === null) continue
    locks.push(resolveLock(lock, lying.lacks, read, part.subject, receiver.function, open, grounds))
  }
  return judge(locks, grounds)
}

/** Who sends what about whom to whom, in the words that rules use. */
export function passageOf(
  read: ReadRequest,
  part: PolicyPart,
  subject: PolicySubject,
  receiver: PolicyReceiver,
): Passage {
  const { from, purpose } = read.request
  return {
    sender: from.bodyType,
    receiver: receiver.bodyType,
    receiverAgency: receiver.agency,
    role: subject.role,
    category: part.category,
    purpose,
  }
}

/** The worst lock decides; an error of a rule denies, whatever else would open. */
function judge(locks: readonly LockResult[], grounds: readonly GroundResult[]): Verdict {
  const blocks: readonly BlockResult[] = []
  const base = { locks, blocks, grounds }
  if (grounds.some(({ status }) => status === 'erred'))
    return { outcome: 'deny', reasons: ['rule-erred'], ...base, rules: references(locks, grounds) }
  if (locks.length === 0) return { outcome: 'permit', reasons: ['no-lock'], ...base, rules: [] }
  const outcome = worstOf(locks)
  return { outcome, reasons: reasonsOf(outcome, locks), ...base, rules: references(locks, grounds) }
}

function worstOf(locks: readonly LockResult[]): Outcome {
  if (locks.some(({ state }) => state === 'closed')) return 'deny'
  if (locks.some(({ state }) => state === 'escalate')) return 'escalate'
  return locks.some(({ state }) => state === 'duty') ? 'duty' : 'permit'
}

function reasonsOf(outcome: Outcome, locks: readonly LockResult[]): readonly ReasonCode[] {
  if (outcome === 'deny') return ['lock-closed']
  if (outcome === 'duty') return ['duty']
  if (outcome === 'permit') return ['lock-open']
  const escalated = locks.filter(({ state }) => state === 'escalate')
  const reasons: ReasonCode[] = []
  if (escalated.some(({ openedBy }) => openedBy.length > 0)) reasons.push('disputed')
  if (escalated.some(({ openedBy }) => openedBy.length === 0)) reasons.push('harm-test-unsettled')
  return reasons
}

/** The rules that made the outcome: gateways that opened, and the locks that nothing of ours opened. */
function references(
  locks: readonly LockResult[],
  grounds: readonly GroundResult[],
): readonly RuleReference[] {
  const found = new Map<string, RuleReference>()
  const add = ({ rule, version }: RuleReference): void => {
    found.set(rule + '@' + version, { rule, version })
  }
  for (const lock of locks)
    if (lock.openedBy.length === 0) add(lock)
    else for (const ground of grounds) if (lock.openedBy.includes(ground.ground)) add(ground)
  for (const ground of grounds) if (ground.status === 'erred') add(ground)
  return [...found.keys()].sort().map((key) => found.get(key)!)
}
