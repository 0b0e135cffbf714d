/**
 * A plan: what a draft becomes before it is sealed. Everything that the gateway will see is fixed here (head and the outline
 * of each part), so that the law can be asked first.
 *
 * @module
 */
import { newCaseReference } from '../protocol/case-reference.ts'
import { commitmentOf, newOpening } from '../protocol/commitment.ts'
import { listSubjectsUnsafe, splitDocumentUnsafe } from '../protocol/document.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { findDocumentIssues, hasItsConsent, verifyHeadFits } from '../protocol/message-type.ts'
import type { MessageType } from '../protocol/message-type.ts'
import { encodePartContent } from '../protocol/part-content.ts'
import { findPastDays } from '../protocol/rests-on.ts'
import { highestProtection } from '../protocol/protection.ts'
import type { Digest } from '../protocol/sha256.ts'
import type {
  GuardStatement,
  Ground,
  HarmTest,
  Head,
  MotiveReference,
  Subject,
} from '../protocol/statements/head.ts'
import { encodeTime } from '../protocol/time.ts'
import { swedishDay } from '../policy/swedish-day.ts'
import { newUuid } from '../protocol/uuid.ts'
import type { Category, Protection, SubjectRole } from '../protocol/vocabulary.ts'
import type { Acting } from './acting.ts'
import { answerTime, faultOfAnswerTime } from './answer-time.ts'
import type { Draft, DraftReaders } from './draft.ts'
import { ClientError } from './errors.ts'
import { guardStatement } from './guard/guard-statement.ts'
import { runGuard } from './guard/run-guard.ts'

/** A part before sealing. */
export interface PlannedPart {
  readonly id: string
  readonly subject: string
  readonly category: Category
  readonly readers: readonly string[]
  readonly plaintext: Uint8Array
  /** Given for a motive, whose commitment the head already carries. */
  readonly opening?: Uint8Array
}

/** A disclosure before sealing. */
export interface Plan {
  readonly head: Head
  readonly parts: readonly PlannedPart[]
}

/** Who a head says it is from. */
export interface PlanAuthor extends Pick<Acting, 'agency' | 'function'> {
  readonly member: {
    readonly payload: { readonly member: string }
    readonly key: { readonly kid: string }
    readonly credential: Digest
  }
}

/** What a plan is made of, besides the draft. */
export interface PlanInput {
  readonly draft: Draft
  readonly type: MessageType
  readonly author: PlanAuthor
  readonly policySet: Digest
  /** The function that countersigns; it reads every part. Left out when nothing needs countersigning. */
  readonly decisionFunction?: string
  /** ms since 1970. */
  readonly now: number
  /** The document is still being written: to ask the law about, never to seal. Its parts are empty. */
  readonly isUnfinished?: boolean
}

/**
 * Plans a disclosure.
 *
 * @throws ClientError `draft-invalid` with the places to correct
 */
export function planDisclosure(input: PlanInput): Plan {
  const { draft, type, author, decisionFunction, now, isUnfinished = false } = input
  if (!isUnfinished) verifyDraftDocument(draft, type, now)
  const subjects = planSubjects(draft, type)
  const guard = guardStatement(runGuard(draft.document, type, subjects))
  const own =
    decisionFunction === undefined ? [author.function] : [author.function, decisionFunction]
  const contents = planContents(draft, type, own, isUnfinished)
  const motives = new MotivePlan(own, contents.length)
  const grounds = planGrounds(draft, motives)
  const respondBy = draft.respondBy ?? answerTime(type, draft.document, now)
  const fault = respondBy === undefined ? undefined : faultOfAnswerTime(respondBy, now)
  if (!isUnfinished && fault !== undefined) throw invalid('/respondBy', fault)
  const harmTests = planHarmTests(draft, motives)
  const head: Head = {
    v: 1,
    id: newUuid(now),
    type: type.type,
    typeVersion: type.version,
    case: draft.case ?? newCaseReference(),
    caseType: draft.caseType ?? 'intimate-partner-violence',
    from: {
      agency: author.agency,
      function: author.function,
      member: author.member.payload.member,
      kid: author.member.key.kid,
      credential: author.member.credential,
    },
    to: draft.to,
    ...(decisionFunction === undefined ? {} : { decisionFunction }),
    createdAt: encodeTime(now),
    urgency: draft.urgency ?? 'normal',
    purpose: draft.purpose,
    facts: draft.facts ?? {},
    subjects,
    grounds,
    harmTests,
    guard: { ...guard, ...planGuardMotive(draft, subjects, guard, motives) },
    policySet: input.policySet,
    ...optional(draft, 'inReplyTo'),
    ...optional(draft, 'corrects'),
    ...optional(draft, 'supersedes'),
    ...(respondBy !== undefined && { respondBy }),
  }
  if (!isUnfinished) verifyFits(type, head, contents)
  return { head, parts: [...contents, ...motives.parts] }
}

/** Collects the motives into parts of their own, numbered after the contents. */
class MotivePlan {
  readonly parts: PlannedPart[] = []
  readonly #readers: readonly string[]
  readonly #before: number

  constructor(readers: readonly string[], before: number) {
    this.#readers = readers
    this.#before = before
  }

  /** Adds a motive and gives what the head says of it: nothing, if there is none. */
  add(subject: string, text: string | undefined): { motive?: MotiveReference } {
    if (text === undefined) return {}
    const id = partId(this.#before + this.parts.length)
    const plaintext = encodeUtf8(text)
    const opening = newOpening()
    this.parts.push({ id, subject, category: 'motive', readers: this.#readers, plaintext, opening })
    return { motive: { part: id, commitment: commitmentOf(plaintext, opening) } }
  }
}

function planSubjects(draft: Draft, type: MessageType): Subject[] {
  const listed = listSubjectsUnsafe(type, draft.document)
  const known = new Set(listed.map(({ id }) => id))
  const stray = Object.keys(draft.protection ?? {}).find((id) => !known.has(id))
  if (stray !== undefined) throw invalid(`/protection/${stray}`, 'subject')
  const { hits } = runGuard(draft.document, type, draft.answered ?? [])
  return listed.map(({ id, role }) => ({
    id,
    role,
    protection: highestProtection(
      // Not knowing is the safe answer for a person, and no question at all for staff contact data.
      draft.protection?.[id] ?? (role === 'professional' ? 'none' : 'unknown'),
      ...answeredProtections(draft, role, hits.length > 0),
    ),
  }))
}

/**
 * How the disclosure that is answered protects persons in a role: when two agencies differ, the higher level counts. An answer may name
 * nobody but staff and still tell of whom it is about; once the guard has marked words in it, they are protected as that person is.
 */
function answeredProtections(
  { answered = [] }: Draft,
  role: SubjectRole,
  isMarked: boolean,
): readonly Protection[] {
  const isAboutAnybody = role === 'professional' && isMarked
  return answered
    .filter((one) => isAboutAnybody || one.role === role)
    .map(({ protection }) => protection)
}

/** The motive for what the guard has marked, where somebody's protection makes it wait for a second person. */
function planGuardMotive(
  { guardMotive }: Draft,
  subjects: readonly Subject[],
  { hits }: GuardStatement,
  motives: MotivePlan,
): { motive?: MotiveReference } {
  const concerned = subjects.find(({ protection }) => protection !== 'none')
  if (concerned === undefined || hits.length === 0) return {}
  return motives.add(concerned.id, guardMotive)
}

function planContents(
  draft: Draft,
  type: MessageType,
  own: readonly string[],
  isUnfinished: boolean,
): PlannedPart[] {
  for (const [i, row] of (draft.readers ?? []).entries()) {
    const stray = row.to.findIndex((id) => !draft.to.includes(id))
    if (stray >= 0) throw invalid(`/readers/${i}/to/${stray}`, 'receiver')
  }
  return splitDocumentUnsafe(type, draft.document).map(({ subject, category, content }, i) => ({
    id: partId(i),
    subject,
    category,
    readers: [...own, ...receiversOf(draft, subject, category)],
    plaintext: isUnfinished ? new Uint8Array() : encodePartContent(type, content),
  }))
}

function receiversOf(draft: Draft, subject: string, category: Category): readonly string[] {
  const fits = (row: DraftReaders) =>
    (row.subject === undefined || row.subject === subject) &&
    (row.category === undefined || row.category === category)
  return draft.readers?.find(fits)?.to ?? draft.to
}

function planGrounds(draft: Draft, motives: MotivePlan): Ground[] {
  return (draft.grounds ?? []).map(({ subject, rule, version, facts, motive }, i) => {
    if (version === undefined) throw invalid(`/grounds/${i}/version`, 'required')
    return { subject, rule, version, facts: facts ?? {}, ...motives.add(subject, motive) }
  })
}

function planHarmTests(draft: Draft, motives: MotivePlan): HarmTest[] {
  return (draft.harmTests ?? []).map(({ lock, subject, receiver, holds, motive }) => ({
    lock,
    subject,
    receiver,
    holds,
    ...motives.add(subject, motive),
  }))
}

function verifyDraftDocument({ document }: Draft, type: MessageType, now: number): void {
  const today = swedishDay(encodeTime(now))
  const issues = [...findDocumentIssues(type, document), ...findPastDays(type, document, today)]
  if (issues.length === 0) return
  throw new ClientError('draft-invalid', 'the document does not fit its message type', {
    places: issues.map(({ pointer, keyword }) => ({
      pointer: `/document${pointer}`,
      rule: keyword,
    })),
  })
}

function verifyFits(type: MessageType, head: Head, parts: readonly PlannedPart[]): void {
  if (!parts.every((part) => hasItsConsent(type, part, head.grounds)))
    throw invalid('/grounds', 'consent')
  try {
    verifyHeadFits(type, head)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new ClientError('draft-invalid', 'the message type demands more', {
      cause,
      places: type.requires.map((demand) => ({ pointer: `/${PLACE_OF[demand]}`, rule: demand })),
    })
  }
}

const PLACE_OF = { inReplyTo: 'inReplyTo', respondBy: 'respondBy', acute: 'urgency' } as const

function partId(index: number): string {
  return `p${index + 1}`
}

function optional<K extends keyof Draft>(draft: Draft, name: K): Partial<Pick<Draft, K>> {
  return draft[name] === undefined ? {} : ({ [name]: draft[name] } as Partial<Pick<Draft, K>>)
}

function invalid(pointer: string, rule: string): ClientError {
  return new ClientError('draft-invalid', 'the draft contradicts itself', {
    places: [{ pointer, rule }],
  })
}
