/**
 * The decision for one part towards one receiver: blocks, then every lock, then the worst of them.
 *
 * @module
 */
import type { Standing } from './block.ts'
import { findPeriod } from './compiled-rules.ts'
import type { CompiledBlock, CompiledObligationRule, CompiledVersion } from './compiled-rules.ts'
import type { BlockResult, GroundResult, Outcome, PartDecision, ReasonCode } from './decision.ts'
import { openGrounds, resolveGround } from './ground.ts'
import type { OpenGround } from './ground.ts'
import { compareText, inOrder } from './in-order.ts'
import { LyingRules } from './lying-rules.ts'
import { passageOf } from './passage.ts'
import type { Passage } from './passage.ts'
import type { PolicySet } from './policy-set.ts'
import type { PolicyRequest } from './policy-request.ts'
import { readRequest } from './read-request.ts'
import type { ReadRequest } from './read-request.ts'
import { referencesTo } from './references-to.ts'
import type { Ways } from './way.ts'
import { LockScales } from './weigh-locks.ts'
import type { Draft } from './weigh-locks.ts'

/** What all parts of one request share: it, the rules of the day, the ways out, the grounds by subject. */
export interface Docket {
  readonly read: ReadRequest
  readonly ways: Ways
  /** Each part on its way to each of its readers but the sending function, which keeps what it has. */
  readonly passages: readonly Passage[]
  readonly grounds: ReadonlyMap<string, readonly OpenGround[]>
  readonly lying: LyingRules
  readonly scales: LockScales
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
  return {
    read,
    ways,
    passages,
    grounds,
    lying: new LyingRules(read.sheet),
    scales: new LockScales(read),
  }
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
  const draft = docket.scales.weigh(passage, locks, open, grounds)
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
  return { ...(stands ? BLOCKED : BLOCK_UNANSWERED), made, rules: referencesTo(made) }
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
    rules: referencesTo(made),
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
