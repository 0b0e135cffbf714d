/**
 * The decision for one part towards one receiver: blocks, then every lock, then the worst of them.
 *
 * @module
 */
import { findBlocks } from './block.ts'
import type { Standing } from './block.ts'
import { findPeriod } from './compiled-rules.ts'
import type { CompiledLock, CompiledReach, CompiledVersion, Period } from './compiled-rules.ts'
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
import { inOrder } from './in-order.ts'
import { resolveLock } from './lock.ts'
import { passageOf } from './passage.ts'
import type { Passage } from './passage.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyPart, PolicyReceiver, PolicyRequest } from './policy-request.ts'
import { findLying } from './reach.ts'
import { readRequest } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import { covers } from './scope.ts'
import type { Mark } from './scope.ts'

/** What all parts of one request share: it, the rules of the day, the grounds by subject. */
export interface Docket {
  readonly read: ReadRequest
  readonly subjects: ReadonlyMap<string, Dossier>
}

/** What all parts about one subject share: the rules of the day that may lie on any of them, and the grounds. */
interface Dossier extends Pick<Period, 'locks' | 'blocks' | 'obligationRules'> {
  readonly mark: Mark
  readonly grounds: readonly OpenGround[]
}

/** Reads a request, so that its parts can be decided. Throws as `readRequest` and `openGrounds`. */
export function openDocket(set: PolicySet, request: PolicyRequest): Docket {
  const read = readRequest(set, request)
  const { locks, blocks, obligationRules } = findPeriod(set.rules, read.day)
  const grounds = openGrounds(set, read)
  const subjects = new Map<string, Dossier>()
  for (const [id, mark] of read.subjects)
    subjects.set(id, {
      mark,
      locks: locks.filter(({ lies }) => mayLie(lies, mark)),
      blocks: blocks.filter(({ lies }) => mayLie(lies, mark)),
      obligationRules: obligationRules.filter(({ lies }) => mayLie(lies, mark)),
      grounds: grounds.get(id) ?? NONE,
    })
  return { read, subjects }
}

/** Whether a rule can lie on any part about a subject. */
function mayLie(reaches: readonly CompiledReach[], subject: Mark): boolean {
  for (const { scope } of reaches) if (covers(scope, subject)) return true
  return false
}

/**
 * A decision with the wordings whose obligations follow from it: the locks on the part, the gateways that opened them, the
 * blocks that a decision-maker may let it past, and the obligation rules that it touches.
 */
export interface Judgement {
  readonly decision: PartDecision
  readonly rests: readonly CompiledVersion[]
}

/** Decides one part towards one of its readers other than the sending function. */
export function decidePart(docket: Docket, part: PolicyPart, reader: string): Judgement {
  const { outcome, reasons, locks, blocks, grounds, made, rests } = judge(docket, part, reader)
  const rules = references(made)
  return {
    decision: { part: part.id, receiver: reader, outcome, reasons, locks, blocks, grounds, rules },
    rests,
  }
}

/** A decision with the wordings that made it, before they are put in order. */
interface Finding extends Omit<PartDecision, 'part' | 'receiver' | 'rules'> {
  readonly made: readonly CompiledVersion[]
  readonly rests: readonly CompiledVersion[]
}

function judge(docket: Docket, part: PolicyPart, reader: string): Finding {
  const receiver = docket.read.receivers.get(reader)!
  const internal = receiver.agency === docket.read.request.from.agency
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
  const { sheet } = docket.read
  const dossier = docket.subjects.get(part.subject)!
  const passage = passageOf(dossier.mark, part, receiver)
  const standing = findBlocks(dossier.blocks, passage.mark, sheet)
  if (standing.results.some(({ effect }) => effect === 'deny')) return blocked(standing)
  // Between functions of one authority nothing is disclosed (OSL 8:2 e contrario); what is never to be shown holds all the same.
  if (internal) return bare('permit', 'internal')
  const found = oblige(
    docket.read,
    dossier,
    passage,
    unlock(docket.read, dossier, part.subject, receiver.function, passage),
  )
  return standing.results.length === 0 ? found : escalated(found, standing)
}

const NONE: readonly never[] = []

function bare(outcome: Outcome, reason: ReasonCode): Finding {
  const reasons = [reason]
  return { outcome, reasons, locks: NONE, blocks: NONE, grounds: NONE, made: NONE, rests: NONE }
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
function oblige(
  read: ReadRequest,
  { obligationRules }: Dossier,
  { mark }: Passage,
  found: Finding,
): Finding {
  const { outcome } = found
  if (outcome === 'deny') return found
  const touched = obligationRules.filter(
    ({ lies, version }) =>
      !(version.notForDuty && outcome === 'duty') && findLying(lies, mark, read.sheet) !== null,
  )
  return touched.length === 0 ? found : { ...found, rests: [...found.rests, ...touched] }
}

function unlock(
  read: ReadRequest,
  { locks: candidates, grounds: open }: Dossier,
  subject: string,
  receiver: string,
  passage: Passage,
): Finding {
  const lying: CompiledLock[] = []
  const unanswered: (readonly string[])[] = []
  for (const lock of candidates) {
    const found = findLying(lock.lies, passage.mark, read.sheet)
    if (found === null) continue
    lying.push(lock)
    unanswered.push(found.unanswered)
  }
  const grounds = open.map((ground) => resolveGround(ground, passage, lying))
  const locks = lying.map((lock, i) =>
    resolveLock(lock, unanswered[i]!, read, subject, receiver, open, grounds),
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
  return { outcome, reasons, locks, blocks: NONE, grounds, made, rests }
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
