import { setImmediate } from 'node:timers/promises'
import { partKindsOf } from '../policy/asking/part-kinds.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { findQuestions } from '../policy/asking/questions.ts'
import type { QuestionList, QuestionSituation } from '../policy/asking/questions.ts'
import type { MessageType } from '../protocol/message-type.ts'
import type { SubjectRole } from '../protocol/vocabulary.ts'

/** What a member may choose: everything else follows from the message type. */
export interface QuestionChoice extends Omit<
  QuestionSituation,
  'parts' | 'writtenFor' | 'protection' | 'answers'
> {
  /** Only data about persons in these roles; absent: all. */
  readonly about?: readonly SubjectRole[]
}

/** How many lists are kept. */
const MOST_KEPT = 500

/**
 * Question lists under the set in force, kept by what was asked: they hang on nothing else. One is worked out at a time, so
 * that whoever asks for many makes nobody wait longer than for one.
 */
export class QuestionLists {
  #set: PolicySet | undefined
  readonly #kept = new Map<string, QuestionList>()
  #turn: Promise<unknown> = Promise.resolve()

  /** What to ask before a message of a type. Lets other requests pass meanwhile. */
  async find(set: PolicySet, type: MessageType, choice: QuestionChoice): Promise<QuestionList> {
    if (this.#set !== set) this.#kept.clear()
    this.#set = set
    const { about, ...between } = choice
    const roles = about?.toSorted()
    const key = JSON.stringify([type.type, roles, Object.entries(between).sort()])
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept
    const parts = partKindsOf(type).filter(({ role }) => about?.includes(role) !== false)
    const { rules: writtenFor } = type
    const list = this.#turn.then(() => this.#work(set, key, { ...between, writtenFor, parts }))
    this.#turn = list.catch(() => {})
    return list
  }

  async #work(set: PolicySet, key: string, situation: QuestionSituation): Promise<QuestionList> {
    const kept = this.#set === set ? this.#kept.get(key) : undefined
    if (kept !== undefined) return kept
    const list = await work(findQuestions(set, situation))
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!)
    if (this.#set === set) this.#kept.set(key, list)
    return list
  }
}

async function work<T>(pieces: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = pieces.next()
    if (done) return value
    await setImmediate()
  }
}
