/**
 * The decision for one part towards one receiver: blocks, then every lock, then the worst of them.
 *
 * @module
 */
import type { Standing } from './block.ts'
import { findPeriod } from './compiled-rules.ts'
import type {
  CompiledBlock,
  CompiledLock,
  CompiledObligationRule,
  CompiledVersion,
} from './compiled-rules.ts'
import type {
  BlockResult,
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
import { LyingRules } from './lying-rules.ts'
import type { LyingLocks } from './lying-rules.ts'
import { passageOf } from './passage.ts'
import type { Passage } from './passage.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyRequest } from './policy-request.ts'
import { readRequest } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import type { Ways } from './way.ts'

/** What all parts of one request share: it, the rules of the day, the ways out, the grounds by subject. */
export interface Docket {
  readonly read: ReadRequest
  readonly ways: Ways
  /** Each part on its way to each of its readers but the sending function, which keeps what it has. */
  readonly passages: readonly Passage[]
  readonly grounds: ReadonlyMap<string, readonly OpenGround[]>
  readonly lying: LyingRules
  /** What was weighed so far. */
  readonly weighed: Weighed[]
}

/**
 * What some locks gave under some grounds. The parts of a message mostly fall into few such classes, and those of one class
 * share it.
 */
interface Weighed {
  readonly locks: LyingLocks
  /** Whom the harm tests are about; both null where the request has none. */
  readonly subject: string | null
  readonly receiver: string | null
  readonly grounds: readonly GroundResult[]
  readonly draft: Draft
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
  const grounds = openGrounds(set, read, bySubject)
  return { read, ways, passages, grounds, lying: new LyingRules(read.sheet), weighed: [] }
}

/**
 * A decision with the wordings whose obligations follow from it: the locks on the part, the gateways that opened them and the
 * blocks that a decision-maker may let it past; and the obligation rules that it touches. Decisions for the same reasons share
 * their lists.
 */
export interface Judgement {
  readonly decision: PartDecision
  readonly rests: readonly CompiledVersion[]
  readonly touches: readonly CompiledObligationRule[]
}

/** Decides one part towards one of its readers. */
export function decidePart(docket: Docket, passage: Passage): Judgement {
  const internal = passage.receiverAgency === docket.read.request.from.agency
  if (passage.category === 'motive' && !internal) return judgementOf(passage, MOTIVE_NOT_INTERNAL)
  try {
    return applyRules(docket, passage, internal)
  } catch {
    // A block or a lock that errs might be the one that forbids.
    return judgementOf(passage, RULE_ERRED)
  }
}

/** What a part's decision is made of, whichever part and receiver it is. */
interface Draft {
  readonly outcome: Outcome
  readonly reasons: readonly ReasonCode[]
  readonly locks: readonly LockResult[]
  /** The wordings that made the outcome, and they in order as references. */
  readonly made: readonly CompiledVersion[]
  readonly rules: readonly RuleReference[]
  readonly rests: readonly CompiledVersion[]
}

const NONE: readonly never[] = []
const MOTIVE_NOT_INTERNAL = bare('deny', 'motive-not-internal')
const RULE_ERRED = bare('deny', 'rule-erred')
const INTERNAL = bare('permit', 'internal')
const BLOCKED = bare('deny', 'blocked')
const BLOCK_UNANSWERED = bare('deny', 'block-unanswered')

function bare(outcome: Outcome, reason: ReasonCode): Draft {
  return { outcome, reasons: [reason], locks: NONE, made: NONE, rules: NONE, rests: NONE }
}

function judgementOf(
  { part, receiver }: Passage,
  { outcome, reasons, locks, rules, rests }: Draft,
  blocks: readonly BlockResult[] = NONE,
  grounds: readonly GroundResult[] = NONE,
  touches: readonly CompiledObligationRule[] = NONE,
): Judgement {
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
    touches,
  }
}

function applyRules(docket: Docket, passage: Passage, internal: boolean): Judgement {
  const { lying } = docket
  const way = docket.ways.find(passage.mark)
  const standing = lying.blocksOn(way)
  if (standing.denies) return judgementOf(passage, blocked(standing), standing.results)
  // Between functions of one authority nothing is disclosed (OSL 8:2 e contrario); what is never to be shown holds all the same.
  if (internal) return judgementOf(passage, INTERNAL)
  const locks = lying.locksOn(way)
  const open = docket.grounds.get(passage.part.subject) ?? NONE
  const grounds = open.map((ground) => resolveGround(ground, passage, locks))
  const draft =
    findWeighed(docket, passage, locks, grounds) ?? weigh(docket, passage, locks, grounds)
  const { outcome } = draft
  if (outcome === 'deny') return judgementOf(passage, draft, standing.results, grounds)
  const touches = touching(lying.obligationRulesOn(way), outcome)
  const { wordings, results } = outcome === 'duty' ? holdingDuties(standing) : standing
  const passed = results.length === 0 ? draft : escalated(draft, wordings)
  return judgementOf(passage, passed, results, grounds, touches)
}

function blocked({ wordings, results }: Standing): Draft {
  const stands = results.some(({ effect, state }) => effect === 'deny' && state === 'blocked')
  const made = wordings.filter(({ version }) => version.effect === 'deny')
  return { ...(stands ? BLOCKED : BLOCK_UNANSWERED), made, rules: references(made) }
}

/** What the locks gave, but at best for a decision-maker to decide. */
function escalated(draft: Draft, wordings: readonly CompiledBlock[]): Draft {
  const reasons = draft.outcome === 'escalate' ? draft.reasons : NONE
  const made = [...draft.made, ...wordings]
  return {
    ...draft,
    outcome: 'escalate',
    reasons: [...reasons, 'block-escalated'],
    made,
    rules: references(made),
    rests: [...draft.rests, ...wordings],
  }
}

/** The blocks that even what must be disclosed waits for. */
function holdingDuties({ wordings, results }: Standing): Pick<Standing, 'wordings' | 'results'> {
  const holds = wordings.map(({ version }) => !version.notForDuty)
  return {
    wordings: wordings.filter((_, i) => holds[i]),
    results: results.filter((_, i) => holds[i]),
  }
}

/** The obligation rules that what is not denied touches. */
function touching(
  rules: readonly CompiledObligationRule[],
  outcome: Outcome,
): readonly CompiledObligationRule[] {
  return outcome === 'duty' ? rules.filter(({ version }) => !version.notForDuty) : rules
}

function findWeighed(
  { read, weighed }: Docket,
  { part, receiver }: Passage,
  locks: LyingLocks,
  grounds: readonly GroundResult[],
): Draft | undefined {
  const isTested = read.harmTests.size > 0
  for (const known of weighed) {
    if (known.locks !== locks || !doTheSame(known.grounds, grounds)) continue
    if (!isTested || (known.subject === part.subject && known.receiver === receiver.function))
      return known.draft
  }
  return undefined
}

/** Whether two lists of grounds do the same to the locks on a part. */
function doTheSame(a: readonly GroundResult[], b: readonly GroundResult[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a[i]!, b[i]!]
    if (one === other) continue
    const isSame =
      one.ground === other.ground &&
      one.opens === other.opens &&
      one.escalates === other.escalates &&
      (one.status === 'erred') === (other.status === 'erred')
    if (!isSame) return false
  }
  return true
}

function weigh(
  docket: Docket,
  passage: Passage,
  locks: LyingLocks,
  grounds: readonly GroundResult[],
): Draft {
  const { read, weighed } = docket
  const { subject } = passage.part
  const open = docket.grounds.get(subject) ?? NONE
  const results = locks.locks.map((lock, i) =>
    resolveLock(lock, locks.unanswered[i]!, read, passage, open, grounds),
  )
  const draft = judge(locks.locks, results, open, grounds)
  const isTested = read.harmTests.size > 0
  const receiver = isTested ? passage.receiver.function : null
  weighed.push({ locks, subject: isTested ? subject : null, receiver, grounds, draft })
  return draft
}

/** The worst lock decides; an error of a rule denies, whatever else would open. */
function judge(
  lying: readonly CompiledLock[],
  locks: readonly LockResult[],
  open: readonly OpenGround[],
  grounds: readonly GroundResult[],
): Draft {
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
  const reasons = erred ? RULE_ERRED.reasons : reasonsOf(outcome, locks)
  return { outcome, reasons, locks, made, rules: references(made), rests }
}

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
