/**
 * What waits for a function, the thread of a case and a member's own openings, as a gateway tells them: routing and times, nothing of
 * what is in a message. Nothing of it is proven before `provenWork` and `proveThread` have held it against what members have signed.
 *
 * @module
 */
import type { JsonValue } from '../protocol/json.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { URGENCIES } from '../protocol/vocabulary.ts'
import type { Urgency } from '../protocol/vocabulary.ts'
import { AnswerReader } from './answer-reader.ts'
import { readSigned } from './signed-texts.ts'
import type { Claimed } from './signed-texts.ts'

/** Where a disclosure stands; see `DisclosureState` of the storage. */
export const MESSAGE_STATES = [
  'held',
  'released',
  'refused',
  'cancelled',
  'recalled',
  'withdrawn-late',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** The steps of a message at one of its receivers, each with when it was first taken. */
export const STEPS = ['delivered', 'opened', 'takenOver', 'answered', 'registered'] as const
export type Step = (typeof STEPS)[number]
/** A step that a member signs; that it delivered, a gateway says itself. */
export type SignedStep = Exclude<Step, 'delivered'>
export type Progress = {
  readonly function: string
  readonly owner?: Uuid
  /** What the gateway said besides, without a signature that holds. */
  readonly unproven?: readonly SignedStep[]
} & {
  readonly [S in Step]?: Time
}

/**
 * What the gateway said of a message and no signature bears out: what it is (`message`), that it was taken back (`withdrawal`), or that
 * another has taken its place (`correction`). `erased`: it is so old that who signed may have been deleted, and all of it is the gateway's
 * word.
 */
export type Doubt = 'message' | 'withdrawal' | 'correction' | 'erased'

/** Under which heading something waits. */
export const WORK_HEADINGS = ['unowned', 'ours', 'waiting'] as const
export type WorkHeading = (typeof WORK_HEADINGS)[number]

/** What is told of every message. */
interface Message {
  readonly id: Uuid
  readonly type: string
  readonly urgency: Urgency
  readonly to: readonly string[]
  readonly state: MessageState
  readonly at: Time
  readonly releasedAt?: Time
  readonly respondBy?: Time
  readonly progress: readonly Progress[]
}

/** One thing that waits. */
export interface WorkItem extends Message {
  readonly case: string
  readonly from: { readonly agency: string; readonly function: string }
  readonly owner?: Uuid
  /** The gateway says that a colleague has it, and no colleague has signed for it. */
  readonly isSaidTaken?: true
}

/** What waits for a function; see `FunctionWork` of the gateway. */
export interface Work extends Readonly<
  Record<WorkHeading, { readonly total: number; readonly items: readonly WorkItem[] }>
> {
  readonly function: string
  readonly at: Time
  readonly cursor: string
  readonly lastArrival: { readonly type: string; readonly at: Time } | null
  /** ms. */
  readonly usualGap: number | null
}

/** As the gateway tells it: to be held against what is signed before anybody sees it. */
export type ClaimedWork = Omit<Work, WorkHeading> & {
  readonly [H in WorkHeading]: {
    readonly total: number
    readonly items: readonly Claimed<WorkItem>[]
  }
}

/** How much waits for a function. */
export interface WaitingNumbers {
  readonly function: string
  readonly unowned: number
  readonly acute: number
  readonly toDecide: number
}

/** One message of a case. */
export interface ThreadMessage extends Message {
  readonly from: { readonly agency: string; readonly function: string; readonly member?: Uuid }
  readonly decisionFunction?: string
  readonly expiredAt?: Time
  /** When its content will be deleted, by what is known now. */
  readonly dueAt?: Time
  /** When the sending function said that it stands in its own system. */
  readonly registeredAt?: Time
  readonly withdrawnAt?: Time
  readonly inReplyTo?: Uuid
  readonly corrects?: Uuid
  readonly supersedes?: Uuid
  readonly correctedBy?: Uuid
  /** None before it was held against what members have signed. */
  readonly doubts?: readonly Doubt[]
}

export interface Thread {
  readonly case: string
  readonly caseType: string
  readonly cursor: string
  readonly messages: readonly ThreadMessage[]
}

export type ClaimedThread = Omit<Thread, 'messages'> & {
  readonly messages: readonly Claimed<ThreadMessage>[]
}

export interface CaseSummary {
  readonly case: string
  readonly caseType: string
  readonly messages: number
  readonly firstAt: Time
  readonly lastAt: Time
}

export interface CasePage {
  readonly items: readonly CaseSummary[]
  readonly next: string | null
}

/** How content was seen or left. */
export const OPENING_EVENTS = [
  'disclosure.opened',
  'held.looked-at',
  'sent.looked-at',
  'disclosure.printed',
  'disclosure.copied',
  'disclosure.exported',
  'evidence.exported',
] as const
export type OpeningEvent = (typeof OPENING_EVENTS)[number]

export interface OwnOpening {
  readonly record: Uuid
  readonly at: Time
  readonly event: OpeningEvent
  readonly function: string
  readonly case: string
  readonly disclosure: Uuid
  readonly type?: string
  readonly purpose: string
  readonly categories: readonly string[]
}

export interface OwnOpenings {
  /** `YYYY-MM` in UTC. */
  readonly month: string
  readonly first: string
  readonly items: readonly OwnOpening[]
}

/** Reads what waits. Throws ClientError `answer-invalid`, as all of these. */
export function parseWork(value: JsonValue): ClaimedWork {
  const answer = new AnswerReader(value)
  const under = (heading: WorkHeading) => {
    const list = answer.inside(heading)
    return { total: list.count('total'), items: list.list('items', readItem) }
  }
  const last = answer.has('lastArrival') ? answer.inside('lastArrival') : undefined
  return {
    function: answer.text('function'),
    at: answer.time('at'),
    cursor: answer.text('cursor'),
    lastArrival: last === undefined ? null : { type: last.text('type'), at: last.time('at') },
    usualGap: answer.has('usualGap') ? answer.count('usualGap') : null,
    unowned: under('unowned'),
    ours: under('ours'),
    waiting: under('waiting'),
  }
}

export function parseNumbers(value: JsonValue): readonly WaitingNumbers[] {
  return new AnswerReader(value).list('functions', (item) => ({
    function: item.text('function'),
    unowned: item.count('unowned'),
    acute: item.count('acute'),
    toDecide: item.count('toDecide'),
  }))
}

export function parseCases(value: JsonValue): CasePage {
  const answer = new AnswerReader(value)
  return {
    items: answer.list('items', (item) => ({
      case: item.text('case'),
      caseType: item.text('caseType'),
      messages: item.count('messages'),
      firstAt: item.time('firstAt'),
      lastAt: item.time('lastAt'),
    })),
    next: answer.has('next') ? answer.text('next') : null,
  }
}

export function parseThread(value: JsonValue): ClaimedThread {
  const answer = new AnswerReader(value)
  return {
    case: answer.text('case'),
    caseType: answer.text('caseType'),
    cursor: answer.text('cursor'),
    messages: answer.list('messages', readThreadMessage),
  }
}

export function parseOpenings(value: JsonValue): OwnOpenings {
  const answer = new AnswerReader(value)
  return {
    month: answer.text('month'),
    first: answer.text('first'),
    items: answer.list('items', (item) => ({
      record: item.text('record'),
      at: item.time('at'),
      event: item.word('event', OPENING_EVENTS),
      function: item.text('function'),
      case: item.text('case'),
      disclosure: item.text('disclosure'),
      ...item.those(['type'], 'text'),
      purpose: item.text('purpose'),
      categories: item.texts('categories'),
    })),
  }
}

function readMessage(item: AnswerReader): Claimed<Message> {
  return {
    id: item.text('id'),
    type: item.text('type'),
    urgency: item.word('urgency', URGENCIES),
    to: item.texts('to'),
    state: item.word('state', MESSAGE_STATES),
    at: item.time('at'),
    ...item.those(['releasedAt', 'respondBy'], 'time'),
    progress: item.list('progress', (step) => ({
      function: step.text('function'),
      ...step.those(['owner'], 'text'),
      ...step.those(STEPS, 'time'),
    })),
    signed: readSigned(item.inside('signed')),
  }
}

function readItem(item: AnswerReader): Claimed<WorkItem> {
  const from = item.inside('from')
  return {
    ...readMessage(item),
    case: item.text('case'),
    from: { agency: from.text('agency'), function: from.text('function') },
    ...item.those(['owner'], 'text'),
  }
}

function readThreadMessage(item: AnswerReader): Claimed<ThreadMessage> {
  const from = item.inside('from')
  return {
    ...readMessage(item),
    from: {
      agency: from.text('agency'),
      function: from.text('function'),
      ...from.those(['member'], 'text'),
    },
    ...item.those(
      ['decisionFunction', 'inReplyTo', 'corrects', 'supersedes', 'correctedBy'],
      'text',
    ),
    ...item.those(['expiredAt', 'dueAt', 'registeredAt', 'withdrawnAt'], 'time'),
  }
}
