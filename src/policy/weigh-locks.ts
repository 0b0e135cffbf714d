/**
 * What the locks on a part give under the grounds that are invoked: each lock's state, the outcome, and the rules that made it.
 *
 * @module
 */
import type { CompiledLock, CompiledVersion } from './compiled-rules.ts'
import type { GroundResult, LockResult, Outcome, ReasonCode, RuleReference } from './decision.ts'
import type { OpenGround } from './ground.ts'
import { resolveLock } from './lock.ts'
import type { LyingLocks } from './lying-rules.ts'
import type { Passage } from './passage.ts'
import type { ReadRequest } from './read-request.ts'
import { referencesTo } from './references-to.ts'

/** What a part's decision is made of, whichever part and receiver it is. */
export interface Draft {
  readonly outcome: Outcome
  readonly reasons: readonly ReasonCode[]
  readonly locks: readonly LockResult[]
  /** The wordings that made the outcome, and they in order as references. */
  readonly made: readonly CompiledVersion[]
  readonly rules: readonly RuleReference[]
  readonly rests: readonly CompiledVersion[]
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

/** Weighs the locks of one request's parts; those that the same bears on in the same way share what it gives. */
export class LockScales {
  readonly #read: ReadRequest
  readonly #known: Weighed[] = []

  constructor(read: ReadRequest) {
    this.#read = read
  }

  /** `open` and `grounds` go together, place by place. */
  weigh(
    passage: Passage,
    lying: LyingLocks,
    open: readonly OpenGround[],
    grounds: readonly GroundResult[],
  ): Draft {
    const isTested = this.#read.harmTests.size > 0
    const subject = isTested ? passage.part.subject : null
    const receiver = isTested ? passage.receiver.function : null
    for (const known of this.#known)
      if (
        known.locks === lying &&
        known.subject === subject &&
        known.receiver === receiver &&
        doTheSame(known.grounds, grounds)
      )
        return known.draft
    const locks = lying.locks.map((lock, i) =>
      resolveLock(lock, lying.unanswered[i]!, this.#read, passage, open, grounds),
    )
    const draft = judge(lying.locks, locks, open, grounds)
    this.#known.push({ locks: lying, subject, receiver, grounds, draft })
    return draft
  }
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
  const reasons = erred ? RULE_ERRED : reasonsOf(outcome, locks)
  return { outcome, reasons, locks, made, rules: referencesTo(made), rests }
}

const RULE_ERRED: readonly ReasonCode[] = ['rule-erred']

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
