/**
 * One side's reconciliation: counts what was exchanged from what is signed, not from what the gateway says of it.
 *
 * @module
 */
import { hasReader } from '../protocol/agency-function.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { agencyOf } from '../protocol/function-id.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { verifyNodeStatement } from '../protocol/member-statement.ts'
import { countPairs } from '../protocol/reconciliation.ts'
import type { Exchanged } from '../protocol/reconciliation.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { SigningPublicKey } from '../protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import type { PairCount, Reconciliation } from '../protocol/statements/reconciliation.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Acting } from './acting.ts'
import { authorSources } from './directory.ts'
import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import { judgeAuthor } from './judge-author.ts'
import { who } from './member-acts.ts'

/** One message as the gateway lists it, not yet believed. */
export interface ListedMessage {
  readonly disclosure: Uuid
  readonly manifest: Digest
  readonly type: string
  readonly from: string
  readonly to: string
  readonly kid: string
  readonly delivered: string | null
  readonly opened: string | null
  readonly isRecalled: boolean
}

/** Reads a page of the gateway's list; throws `answer-invalid`. */
export function parseListedMessages(value: JsonValue | undefined): ListedMessage[] {
  if (!Array.isArray(value)) throw answerInvalid()
  return value.map((message: JsonValue) => {
    if (!isJsonObject(message)) throw answerInvalid()
    const { isRecalled } = message
    if (typeof isRecalled !== 'boolean') throw answerInvalid()
    return {
      disclosure: textOf(message, 'disclosure'),
      manifest: textOf(message, 'manifest'),
      type: textOf(message, 'type'),
      from: textOf(message, 'from'),
      to: textOf(message, 'to'),
      kid: textOf(message, 'kid'),
      delivered: nullableTextOf(message, 'delivered'),
      opened: nullableTextOf(message, 'opened'),
      isRecalled,
    }
  })
}

/** What is wrong with one message. */
export interface MessageFault {
  readonly disclosure: Uuid
  readonly from: string
  readonly to: string
  /**
   * `receipt-missing`: nothing proves that it was delivered. `receipt-invalid`, `opening-invalid`: what should prove it does
   * not. `nobody-can-open`: it is unopened, and no member of the function can open it now.
   */
  readonly code: 'receipt-missing' | 'receipt-invalid' | 'opening-invalid' | 'nobody-can-open'
}

/** The counts of a day, and the messages that somebody must look at. */
export interface DayCount {
  readonly pairs: readonly PairCount[]
  readonly faults: readonly MessageFault[]
}

/** By what the texts are judged. */
export interface CountSources {
  readonly directory: Directory
  readonly node: SigningPublicKey
  /** ms since 1970. */
  readonly now: number
}

/**
 * Counts messages. Delivered counts what the node has signed for, opened what a member of the receiving function has; what
 * does not verify is not counted, and is a fault.
 */
export function countDay(messages: readonly ListedMessage[], sources: CountSources): DayCount {
  const faults: MessageFault[] = []
  const exchanged = messages.map((message): Exchanged => {
    const { disclosure, manifest, from, to, isRecalled: recalled } = message
    const delivered = verifyDelivered(message, sources)
    const opened = verifyOpened(message, sources)
    const add = (code: MessageFault['code']) => void faults.push({ disclosure, from, to, code })
    if (delivered === null) add('receipt-missing')
    if (delivered === false) add('receipt-invalid')
    if (opened === false) add('opening-invalid')
    if (opened === null && !recalled && !canBeOpened(message, sources)) add('nobody-can-open')
    return {
      disclosure,
      manifest,
      from,
      to,
      recalled,
      delivered: delivered === true,
      opened: opened === true,
      synthetic: message.type === 'synthetic',
    }
  })
  return { pairs: countPairs(exchanged), faults }
}

/** Null when there is none; whether it proves what it should. */
function verifyDelivered(
  { delivered, ...message }: ListedMessage,
  { node }: CountSources,
): boolean | null {
  if (delivered === null) return null
  return isProven(() => {
    const receipt = verifyNodeStatement(parseStatementUnsafe('receipt', delivered), node)
    return isAbout(receipt.payload, message)
  })
}

function verifyOpened(
  { opened, ...message }: ListedMessage,
  { directory }: CountSources,
): boolean | null {
  if (opened === null) return null
  return isProven(() => {
    const request = parseStatementUnsafe('open-request', opened)
    const { payload } = request
    judgeAuthor(request, authorSources(directory, payload.agency), parseTime(payload.at))
    return isAbout(payload, message)
  })
}

function isAbout(
  payload: {
    readonly disclosure: Uuid
    readonly manifest: Digest
    readonly agency: string
    readonly function: string
  },
  { disclosure, manifest, to }: Pick<ListedMessage, 'disclosure' | 'manifest' | 'to'>,
): boolean {
  return (
    payload.disclosure === disclosure && payload.manifest === manifest && payload.function === to
  )
}

function isProven(prove: () => boolean): boolean {
  try {
    return prove()
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof ClientError) return false
    throw error
  }
}

/** Whether the function is there, knows the key, and has a reader. */
function canBeOpened({ to, kid }: ListedMessage, { directory, now }: CountSources): boolean {
  const state = directory.states.get(agencyOf(to))
  const found = state?.functions.get(to)
  if (state === undefined || found === undefined) return false
  const kids = [found.key.kid, ...found.retired.map((retired) => retired.kid)]
  return kids.includes(kid) && hasReader(state, to, now)
}

/** Signs a count. */
export function signReconciliation(
  acting: Acting,
  counted: Pick<Reconciliation, 'with' | 'day' | 'pairs'>,
  now: number,
): string {
  return signStatement(
    'reconciliation',
    { v: 1, ...who(acting), ...counted, at: encodeTime(now) },
    acting.keys.signing,
  )
}

/**
 * Verifies the other side's signed count of a day and gives its pairs back. Throws ClientError `answer-invalid` if it is about
 * something else; as `judgeAuthor` if it is not by a member of that agency who may count.
 */
export function verifyCountOf(
  text: string,
  { agency, other, day }: { readonly agency: string; readonly other: string; readonly day: string },
  directory: Directory,
): readonly PairCount[] {
  const statement = parseStatementUnsafe('reconciliation', text)
  const { payload } = statement
  if (payload.agency !== other || payload.with !== agency || payload.day !== day)
    throw new ClientError('answer-invalid', 'the count is of something else')
  judgeAuthor(statement, authorSources(directory, other), parseTime(payload.at))
  return payload.pairs
}

function textOf(object: JsonObject, name: string): string {
  const value = object[name]
  if (typeof value !== 'string') throw answerInvalid()
  return value
}

function nullableTextOf(object: JsonObject, name: string): string | null {
  return object[name] === null ? null : textOf(object, name)
}

function answerInvalid(): ClientError {
  return new ClientError('answer-invalid', 'no list of messages came')
}
