/**
 * The decision for one part towards one receiver: blocks, then every lock, then the worst of them.
 *
 * @module
 */
import { findBlocks } from './block.ts'
import type { Standing } from './block.ts'
import { findPeriod } from './compiled-rules.ts'
import type { CompiledLock, CompiledVersion } from './compiled-rules.ts'
import type {
  GroundResult,
  LockResult,
  Outcome,
  PartDecision,
  ReasonCode,
  RuleReference,
} from './decision.ts'
import { openGrounds, resolveGround } from './ground.ts'
import type { OpenGround } from './ground.ts'
import { compareText, inOrder } from './in-order.ts'
import { resolveLock } from './lock.ts'
import { passageOf } from './passage.ts'
import type { Passage } from './passage.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyRequest } from './policy-request.ts'
import { findLying } from './reach.ts'
import { readRequest } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import type { Way, Ways } from './way.ts'

/** What all parts of one request share: it, the rules of the day, the ways out, the grounds by subject. */
export interface Docket {
  readonly read: ReadRequest
  readonly ways: Ways
  /** Each part on its way to each of its readers but the sending function, which keeps what it has. */
  readonly passages: readonly Passage[]
  readonly grounds: ReadonlyMap<string, readonly OpenGround[]>
}

/** Reads a request, so that its parts can be decided. Throws as `readRequest` and `openGrounds`. */
export function openDocket(set: PolicySet, request: PolicyRequest): Docket {
  const read = readRequest(set, request)
  const { ways } = findPeriod(set.rules, read.day)
  const passages: Passage[] = []
  const bySubject = new Map<string, Passage[]>()
  for (const subject of read.subjects.keys()) bySubject.set(subject, [])
  for (const part of read.parts) {
    const mark = read.subjects.get(part.subject)!
    const others = bySubject.get(part.subject)!
    for (const reader of inOrder(part.readers, compareText)) {
      if (reader === request.from.function) continue
      const passage = passageOf(mark, part, read.receivers.get(reader)!, others.length)
      passages.push(passage)
      others.push(passage)
    }
  }
  return { read, ways, passages, grounds: openGrounds(set, read, bySubject) }
}

/**
 * A decision with the wordings whose obligations follow from it: the locks on the part, the gateways that opened them, the
 * blocks that a decision-maker may let it past, and the obligation rules that it touches.
 */
export interface Judgement {
  readonly decision: PartDecision
  readonly rests: readonly CompiledVersion[]
}

/** Decides one part towards one of its readers. */
export function decidePart(docket: Docket, passage: Passage): Judgement {
  const { outcome, reasons, locks, blocks, grounds, made, rests } = judge(docket, passage)
  const rules = references(made)
  const { part, receiver } = passage
  return {
    decision: {
      part: part.id,
      receiver: receiver.function,
      outcome,
      reasons,
      locks,
      blocks,
      grounds,
      rules,
    },
    rests,
  }
}

/** A decision with the wordings that made it, before they are put in order. */
interface Finding extends Omit<PartDecision, 'part' | 'receiver' | 'rules'> {
  readonly made: readonly CompiledVersion[]
  readonly rests: CompiledVersion[]
}

function judge(docket: Docket, passage: Passage): Finding {
  const internal = passage.receiverAgency === docket.read.request.from.agency
  if (passage.category === 'motive' && !internal) return bare('deny', 'motive-not-internal')
  try {
    return applyRules(docket, passage, internal)
  } catch {
    // A block or a lock that errs might be the one that forbids.
    return bare('deny', 'rule-erred')
  }
}

function applyRules(docket: Docket, passage: Passage, internal: boolean): Finding {
  const { read, ways, grounds } = docket
  const way = ways.find(passage.mark)
  const standing = findBlocks(way.blocks, read.sheet)
  if (standing.results.some(({ effect }) => effect === 'deny')) return blocked(standing)
  // Between functions of one authority nothing is disclosed (OSL 8:2 e contrario); what is never to be shown holds all the same.
  if (internal) return bare('permit', 'internal')
  const open = grounds.get(passage.part.subject) ?? NONE
  const found = oblige(read, way, unlock(read, way, open, passage))
  return standing.results.length === 0 ? found : escalated(found, standing)
}

const NONE: readonly never[] = []

function bare(outcome: Outcome, reason: ReasonCode): Finding {
  const reasons = [reason]
  return { outcome, reasons, locks: NONE, blocks: NONE, grounds: NONE, made: NONE, rests: [] }
}

function blocked({ wordings, results }: Standing): Finding {
  const stands = results.some(({ effect, state }) => effect === 'deny' && state === 'blocked')
  const made = wordings.filter(({ version }) => version.effect === 'deny')
  return { ...bare('deny', stands ? 'blocked' : 'block-unanswered'), blocks: results, made }
}

/** What the locks gave, but at best for a decision-maker to decide. */
function escalated(found: Finding, standing: Standing): Finding {
  if (found.outcome === 'deny') return { ...found, blocks: standing.results }
  const { wordings, results } = found.outcome === 'duty' ? holdingDuties(standing) : standing
  if (results.length === 0) return found
  const reasons = found.outcome === 'escalate' ? found.reasons : NONE
  return {
    ...found,
    outcome: 'escalate',
    reasons: [...reasons, 'block-escalated'],
    blocks: results,
    made: [...found.made, ...wordings],
    rests: [...found.rests, ...wordings],
  }
}

/** The blocks that even what must be disclosed waits for. */
function holdingDuties({ wordings, results }: Standing): Standing {
  const holds = wordings.map(({ version }) => !version.notForDuty)
  return {
    wordings: wordings.filter((_, i) => holds[i]),
    results: results.filter((_, i) => holds[i]),
  }
}

/** Adds the obligation rules that what is not denied touches. */
function oblige(read: ReadRequest, { obligationRules }: Way, found: Finding): Finding {
  const { outcome, rests } = found
  if (outcome === 'deny') return found
  for (const rule of obligationRules)
    if (
      !(rule.version.notForDuty && outcome === 'duty') &&
      findLying(rule.lies, read.sheet) !== null
    )
      rests.push(rule)
  return found
}

function unlock(
  read: ReadRequest,
  way: Way,
  open: readonly OpenGround[],
  passage: Passage,
): Finding {
  const lying: CompiledLock[] = []
  const ids: string[] = []
  const unanswered: (readonly string[])[] = []
  for (const lock of way.locks) {
    const found = findLying(lock.lies, read.sheet)
    if (found === null) continue
    lying.push(lock)
    ids.push(lock.id)
    unanswered.push(found.unanswered)
  }
  const found = { locks: lying, ids }
  const grounds = open.map((ground) => resolveGround(ground, passage, found))
  const locks = lying.map((lock, i) =>
    resolveLock(lock, unanswered[i]!, read, passage, open, grounds),
  )
  return weigh(lying, locks, open, grounds)
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
  const used: boolean[] = []
  for (const { openedBy } of locks) for (const place of openedBy) used[place] = true
  let erred = false
  for (let i = 0; i < open.length; i++) {
    const { gateway, place } = open[i]!
    const { status, opens } = grounds[i]!
    const hasErred = status === 'erred'
    const hasOpened = opens.length > 0 && used[place] === true
    if (hasErred || hasOpened) made.push(gateway)
    if (hasOpened) rests.push(gateway)
    erred ||= hasErred
  }
  const outcome = erred ? 'deny' : worstOf(locks)
  const reasons = erred ? [RULE_ERRED] : reasonsOf(outcome, locks)
  return { outcome, reasons, locks, blocks: NONE, grounds, made, rests }
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
  const escalating = locks.filter(({ state }) => state === 'escalate')
  const reasons: ReasonCode[] = []
  if (escalating.some(({ openedBy }) => openedBy.length > 0)) reasons.push('disputed')
  if (escalating.some(({ openedBy }) => openedBy.length === 0)) reasons.push('harm-test-unsettled')
  return reasons
}

/** The rules that made the outcome, each once. */
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
