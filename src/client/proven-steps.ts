/**
 * How far a message has come, as its receivers have signed it. A gateway that says "taken over" of what nobody has would let everybody
 * believe that somebody acts; so nothing of that is believed but what a member of the receiving function has signed. That it was delivered
 * is the gateway's own word: it is what it has done.
 *
 * @module
 */
import { actorOf } from '../protocol/member-statement.ts'
import type { MemberStatement } from '../protocol/member-statement.ts'
import { ProtocolError } from '../protocol/errors.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import type { StatementKind } from '../protocol/statement-kinds.ts'
import { parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { authorSources } from './directory.ts'
import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import { judgeAuthor } from './judge-author.ts'
import type { SignedTexts } from './signed-texts.ts'
import type { Progress, SignedStep } from './work.ts'

/** A step that a member of this function has signed. */
export interface ProvenStep {
  readonly function: string
  readonly step: SignedStep
  readonly member: Uuid
  readonly at: Time
  readonly manifest: Digest
}

/** Which message the steps must be of; its manifest where that is known. */
export interface StepsOf {
  readonly id: Uuid
  readonly manifest?: Digest | undefined
}

/** All of them, in their order. */
export const SIGNED_STEPS = ['opened', 'takenOver', 'answered', 'registered'] as const

const STEP_OF: Readonly<Record<string, SignedStep>> = {
  'taken-over': 'takenOver',
  answered: 'answered',
  registered: 'registered',
}

/** What was found of texts before: a list is asked for again whenever something happens. */
const proven = new WeakMap<Directory, Map<string, ProvenStep | undefined>>()

/** The steps of a message that members have signed, the first first; what is forged or about another message counts for nothing. */
export function findSteps(
  { openRequests, receipts }: Pick<SignedTexts, 'openRequests' | 'receipts'>,
  { id, manifest }: StepsOf,
  directory: Directory,
): readonly ProvenStep[] {
  const known = proven.get(directory) ?? new Map<string, ProvenStep | undefined>()
  proven.set(directory, known)
  const stepOf = (kind: 'open-request' | 'receipt', text: string) => {
    const name = `${id} ${text}`
    if (!known.has(name)) known.set(name, findStep(kind, text, id, directory))
    return known.get(name)
  }
  return [
    ...openRequests.map((text) => stepOf('open-request', text)),
    ...receipts.map((text) => stepOf('receipt', text)),
  ]
    .filter((step) => step !== undefined)
    .filter((step) => manifest === undefined || step.manifest === manifest)
    .toSorted((a, b) => parseTime(a.at) - parseTime(b.at))
}

/** The progress that is proven: each step at the time that was signed. What was claimed besides is named, and nothing more. */
export function proveProgress(
  claimed: readonly Progress[],
  steps: readonly ProvenStep[],
): readonly Progress[] {
  return claimed.map(({ function: id, delivered, ...rest }) => {
    const own = steps.filter((step) => step.function === id)
    const at = (step: SignedStep) => own.find((one) => one.step === step)?.at
    const times = SIGNED_STEPS.flatMap((step) => {
      const time = rest[step] === undefined ? undefined : at(step)
      return time === undefined ? [] : [[step, time] as const]
    })
    const unproven = SIGNED_STEPS.filter((step) => rest[step] !== undefined && !at(step))
    const owner = findOwner(own, id)
    return {
      function: id,
      ...(delivered !== undefined && { delivered }),
      ...Object.fromEntries(times),
      ...(rest.owner !== undefined && owner !== undefined && { owner }),
      ...(unproven.length > 0 && { unproven }),
    }
  })
}

/** Who of a function has a message: whoever first took it over or answered it. */
export function findOwner(steps: readonly ProvenStep[], id: string): Uuid | undefined {
  return steps.find(
    ({ function: of, step }) => of === id && (step === 'takenOver' || step === 'answered'),
  )?.member
}

/** What a state says of a message that its sender has taken back. */
export const TAKEN_BACK: ReadonlySet<string> = new Set(['recalled', 'withdrawn-late', 'cancelled'])

/** That a message was taken back, as a member has signed it; nothing if nobody has. Whose function that was is for the caller to ask. */
export function findWithdrawals(
  texts: readonly string[],
  id: Uuid,
  directory: Directory,
): readonly Statement<'withdrawal'>[] {
  return texts
    .map((text) => parseOrNothing('withdrawal', text))
    .filter((statement) => statement !== undefined)
    .filter(
      (statement) =>
        statement.payload.disclosure === id &&
        isSignedByMember(statement, parseTime(statement.payload.at), directory),
    )
}

/** A statement of a kind; nothing if it is none. Not verified. */
export function parseOrNothing<K extends StatementKind>(
  kind: K,
  text: string,
): Statement<K> | undefined {
  try {
    return parseStatementUnsafe(kind, text)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

/** Whether a member stood behind a statement at that time (ms), and no agency has said since that the key may have been another's. */
export function isSignedByMember(
  statement: MemberStatement,
  at: number,
  directory: Directory,
): boolean {
  try {
    const judged = judgeAuthor(statement, authorSources(directory, actorOf(statement).agency), at)
    return !judged.isCompromised && !judged.isDisputed
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof ClientError) return false
    throw error
  }
}

function findStep(
  kind: 'open-request' | 'receipt',
  text: string,
  id: Uuid,
  directory: Directory,
): ProvenStep | undefined {
  const statement: Statement<'open-request'> | Statement<'receipt'> | undefined =
    kind === 'receipt' ? parseOrNothing('receipt', text) : parseOrNothing('open-request', text)
  if (statement === undefined || statement.payload.disclosure !== id) return undefined
  const step =
    statement.kind === 'open-request' ? ('opened' as const) : STEP_OF[statement.payload.what]
  const { member, function: of, at, manifest } = statement.payload
  if (step === undefined || member === null) return undefined
  if (!isSignedByMember(statement, parseTime(at), directory)) return undefined
  return { function: of, step, member, at, manifest }
}
