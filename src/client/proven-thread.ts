import { verifyBySender } from '../protocol/about-disclosure.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { headOf } from '../protocol/head.ts'
import type { Statement } from '../protocol/statement.ts'
import type { Head } from '../protocol/statements/head.ts'
import { parseTime } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import type { Asking } from './gateway-work.ts'
import { isPlausible } from './open-disclosure.ts'
import {
  SIGNED_STEPS,
  TAKEN_BACK,
  findSteps,
  findWithdrawals,
  isSignedByMember,
  parseOrNothing,
  proveProgress,
} from './proven-steps.ts'
import type { ProvenStep } from './proven-steps.ts'
import type { Claimed, SignedTexts } from './signed-texts.ts'
import type { ClaimedThread, Doubt, Progress, Thread, ThreadMessage } from './work.ts'

/** What a thread is held against. */
export interface ProvingInput {
  readonly directory: Directory
  /** ms since 1970. */
  readonly now: number
}

/** The thread of a case, proven. Throws ClientError `answer-invalid` if another came. */
export async function loadThread(
  gateway: Pick<GatewayClient, 'thread'>,
  reference: string,
  input: ProvingInput,
  asking: Asking = {},
): Promise<Thread> {
  const claimed = await gateway.thread(reference, asking)
  if (claimed.case !== reference) throw new ClientError('answer-invalid', 'another thread came')
  return proveThread(claimed, input)
}

/**
 * A thread as its members have signed it: what each message is, how far it has come, whether it was taken back or corrected. Where the
 * gateway says something else, the signed word stands and the doubt is named. That a message was left out altogether cannot be seen.
 */
export function proveThread(thread: ClaimedThread, input: ProvingInput): Thread {
  const proven = thread.messages.map((message) => proveMessage(message, thread, input))
  return { ...thread, messages: proven.map((message) => withCorrection(message, proven)) }
}

interface SignedMessage {
  readonly manifest: Statement<'manifest'>
  readonly head: Head
}

function proveMessage(
  { signed: texts, ...message }: Claimed<ThreadMessage>,
  thread: Pick<Thread, 'case' | 'caseType'>,
  { directory, now }: ProvingInput,
): ThreadMessage {
  if (texts.manifest === undefined && isOld(message, now))
    return {
      ...message,
      progress: ofErased(message, texts, { directory, now }),
      doubts: ['erased'],
    }
  const signed = findSigned(message, texts.manifest, { directory, now })
  if (signed === undefined)
    return { ...message, progress: proveProgress(message.progress, []), doubts: ['message'] }
  const { head, manifest } = signed
  const steps = findSteps(texts, { id: message.id, manifest: manifest.digest }, directory)
  const withdrawal = findWithdrawal(texts.withdrawals, manifest, message.id, directory)
  const isSaidBack = TAKEN_BACK.has(message.state)
  const doubts: Doubt[] = [
    ...(isAsSigned(message, thread, head) ? [] : (['message'] as const)),
    ...(isSaidBack && withdrawal === undefined ? (['withdrawal'] as const) : []),
  ]
  const registeredAt = registeredBySender(message, steps, head)
  return {
    ...asSigned(message, head),
    progress: proveProgress(forReceivers(message, head), steps),
    ...(registeredAt !== undefined && { registeredAt }),
    ...(withdrawal !== undefined && {
      state: isSaidBack ? message.state : 'withdrawn-late',
      withdrawnAt: withdrawal.payload.at,
    }),
    ...(doubts.length > 0 && { doubts }),
  }
}

/** ms for which a node keeps at the least what names who acted. */
const KEPT = 365 * 86_400_000

/** Whether a message is so old, by the times that are shown of it, that its signatures may be gone. */
function isOld({ at, releasedAt = at }: ThreadMessage, now: number): boolean {
  return [at, releasedAt].every((time) => now - parseTime(time) > KEPT)
}

/** The steps that are as old are told; newer ones must be proven. */
function ofErased(
  { id, progress }: ThreadMessage,
  texts: SignedTexts,
  { directory, now }: ProvingInput,
): readonly Progress[] {
  const steps = findSteps(texts, { id }, directory)
  return progress.map((told) => {
    const old = SIGNED_STEPS.filter((step) => {
      const time = told[step]
      return time !== undefined && now - parseTime(time) > KEPT
    })
    const times = Object.fromEntries(old.map((step) => [step, told[step]]))
    const rest = Object.entries(told).filter(([name]) => !Object.hasOwn(times, name))
    const [proven] = proveProgress([Object.fromEntries(rest) as Progress], steps)
    return { ...proven!, ...times }
  })
}

/** The message as its author signed it; undefined if nothing that holds came. */
function findSigned(
  { id, at }: ThreadMessage,
  text: string | undefined,
  { directory, now }: ProvingInput,
): SignedMessage | undefined {
  if (text === undefined) return undefined
  const manifest = parseOrNothing('manifest', text)
  if (manifest === undefined) return undefined
  const { head } = headOf(manifest.payload)
  const acceptedAt = parseTime(at)
  if (head.id !== id || !isPlausible(acceptedAt, head, now)) return undefined
  return isSignedByMember(manifest, acceptedAt, directory) ? { manifest, head } : undefined
}

function findWithdrawal(
  texts: readonly string[],
  manifest: Statement<'manifest'>,
  id: Uuid,
  directory: Directory,
): Statement<'withdrawal'> | undefined {
  return findWithdrawals(texts, id, directory).find((statement) => {
    try {
      verifyBySender(statement, manifest)
      return true
    } catch (error) {
      if (error instanceof ProtocolError) return false
      throw error
    }
  })
}

/** What an author signs of a message, and what only the gateway knows. */
const SIGNED = [
  'type',
  'urgency',
  'to',
  'respondBy',
  'inReplyTo',
  'corrects',
  'supersedes',
  'decisionFunction',
] as const
const TOLD = [
  'id',
  'state',
  'at',
  'releasedAt',
  'expiredAt',
  'dueAt',
  'withdrawnAt',
  'correctedBy',
  'progress',
] as const

/** The same message with what its author signed in the place of what was told; the author is named only where he was. */
function asSigned(message: ThreadMessage, head: Head): ThreadMessage {
  const { agency, function: of, member } = head.from
  const from = { agency, function: of, ...(message.from.member !== undefined && { member }) }
  return { ...pick(message, TOLD), ...pick(head, SIGNED), from }
}

function isAsSigned(
  message: ThreadMessage,
  thread: Pick<Thread, 'case' | 'caseType'>,
  head: Head,
): boolean {
  const signed = asSigned(message, head)
  return (
    JSON.stringify(pick(message, SIGNED)) === JSON.stringify(pick(signed, SIGNED)) &&
    message.from.agency === signed.from.agency &&
    message.from.function === signed.from.function &&
    message.from.member === signed.from.member &&
    thread.case === head.case &&
    thread.caseType === head.caseType
  )
}

/** Those of these members that are there. */
function pick<T extends object, K extends keyof T>(of: T, names: readonly K[]): Pick<T, K> {
  const there = names.filter((name) => of[name] !== undefined)
  return Object.fromEntries(there.map((name) => [name, of[name]])) as Pick<T, K>
}

/** A line for each receiver of a message that is out: none that its author did not name, and none left out. */
function forReceivers({ progress, state }: ThreadMessage, { to }: Head): readonly Progress[] {
  const told = to.map((id) => progress.find((one) => one.function === id))
  const isOut = state === 'released' || state === 'withdrawn-late'
  return isOut
    ? told.map((one, i) => one ?? { function: to[i]! })
    : told.filter((one) => one !== undefined)
}

function registeredBySender(
  { registeredAt }: ThreadMessage,
  steps: readonly ProvenStep[],
  { from }: Head,
): string | undefined {
  if (registeredAt === undefined) return undefined
  return steps.find((one) => one.step === 'registered' && one.function === from.function)?.at
}

/** A message is corrected by what its own function has signed and sent, and by nothing else. */
function withCorrection(
  { correctedBy: said, ...message }: ThreadMessage,
  thread: readonly ThreadMessage[],
): ThreadMessage {
  const isBy = (other: ThreadMessage) =>
    (other.corrects === message.id || other.supersedes === message.id) &&
    other.from.function === message.from.function &&
    other.doubts?.includes('message') !== true
  const named = thread.find((other) => other.id === said && isBy(other))
  const found = named ?? thread.findLast((other) => other.state === 'released' && isBy(other))
  if (found !== undefined) return { ...message, correctedBy: found.id }
  return said === undefined
    ? message
    : { ...message, doubts: [...(message.doubts ?? []), 'correction'] }
}
