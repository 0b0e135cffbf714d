/**
 * What an author is told while writing: what is missing, what the law says so far, what the guard has marked, and what each receiver
 * would see. Pure; nothing is sealed.
 *
 * @module
 */
import { personLabels } from '../../policy/explaining/person-labels.ts'
import { renderSummary } from '../../policy/explaining/render-explanation.ts'
import { REASON_WORDS } from '../../policy/explaining/words.ts'
import type { Outcome, PartDecision } from '../../policy/decision.ts'
import { listNeeds } from '../../policy/needs.ts'
import { swedishDay } from '../../policy/swedish-day.ts'
import type { Need } from '../../policy/needs.ts'
import { listFields } from '../../protocol/document-field.ts'
import { joinDocument, listPersonsUnsafe, splitDocumentUnsafe } from '../../protocol/document.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { findDocumentIssues, hasItsConsent } from '../../protocol/message-type.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import { findPastDays, findUnlike } from '../../protocol/rests-on.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import type { Category, Protection, SubjectRole } from '../../protocol/vocabulary.ts'
import { listStale } from '../directory.ts'
import { faultOfAnswerTime } from '../answer-time.ts'
import { previewUnfinished } from '../compose.ts'
import type { ComposeInput } from '../compose.ts'
import { runGuard } from '../guard/run-guard.ts'
import type { Hit } from '../guard/run-guard.ts'
import { describeDocument } from './document-rows.ts'
import type { DocumentSection } from './document-rows.ts'
import { listHarmQuestions, listLawQuestions } from './law-questions.ts'
import type { AboutPart, HarmQuestion, LawQuestion } from './law-questions.ts'
import { draftOfSheet } from './sheet.ts'
import type { Sheet, SheetInput } from './sheet.ts'
import { asksTellsWhere, tellsNothing } from './tells-where.ts'
import { withoutNumbers } from './without-numbers.ts'

/** Who asks, and with what. */
export interface DeskInput extends Omit<ComposeInput, 'draft' | 'type'>, SheetInput {}

/** A place that must be filled in or mended: a pointer into the document, or the name of an answer about the message. */
export interface Missing {
  readonly place: string
  readonly rule: string
}

/** A person of the document. */
export interface SheetPerson {
  readonly person: string
  readonly id: string
  readonly role: SubjectRole
  readonly label: LocalText
  readonly protection: Protection
}

/** What becomes of one part towards one receiver. */
export interface PartAnswer {
  readonly part: string
  readonly person: string
  readonly category: Category
  readonly receiver: string
  readonly outcome: Outcome
  readonly reasons: readonly LocalText[]
}

/** What one receiver would see. */
export interface ReceiverView {
  readonly receiver: string
  readonly sections: readonly DocumentSection[]
}

/** What stands between the author and sending. */
export const OBSTACLES = ['receiver', 'incomplete', 'law', 'tells-where', 'guard'] as const
export type Obstacle = (typeof OBSTACLES)[number]

/** Everything that the author is told. */
export interface SheetCheck {
  readonly missing: readonly Missing[]
  readonly hits: readonly Hit[]
  readonly persons: readonly SheetPerson[]
  /** Whether anybody in it, or in what it answers, is protected or may be. */
  readonly isProtected: boolean
  /** Whether somebody is said to be. */
  readonly isKnownProtected: boolean
  /** Null before there is a receiver and something to say. */
  readonly outcome: Outcome | null
  readonly parts: readonly PartAnswer[]
  /** What the message holds, about whom: each kind may be kept from some of the receivers. */
  readonly kinds: readonly AboutPart[]
  /** What may go, what may not and what to do, in lines. */
  readonly summary: Readonly<Record<'sv' | 'en', readonly string[]>>
  /** What the law still asks about the message. */
  readonly questions: readonly LawQuestion[]
  /** What the author may assess in place of a ground. */
  readonly harmQuestions: readonly HarmQuestion[]
  /** Verdicts of a second member that it would wait for. */
  readonly needs: readonly Need[]
  readonly views: readonly ReceiverView[]
  /** Until when the answer is asked for. */
  readonly respondBy: Time | undefined
  /** What the invoked rules are called by lawyers, by id. */
  readonly citations: Readonly<Record<string, string>>
  /** Agencies, the own or a receiver's, whose roster is more than a day old. */
  readonly stale: readonly string[]
  /** `guard` alone may be passed: by asking a second person. */
  readonly obstacles: readonly Obstacle[]
}

/** Checks a sheet as it is now. Throws as `previewDisclosure`, but for what is unfinished. */
export function checkSheet(input: DeskInput): SheetCheck {
  const { sheet, type } = input
  const draft = draftOfSheet(input)
  const { document } = draft
  const { head, parts, decision, explanation } = previewUnfinished({ ...input, draft })
  const labels = personLabels(head.subjects)
  const ids = new Map(listPersonsUnsafe(type, document).map((one) => [one.id, one.person]))
  const persons = head.subjects.map(({ id, role, protection }): SheetPerson => ({
    id,
    role,
    protection,
    person: ids.get(id)!,
    label: labels[id]!,
  }))
  const outlines = new Map(parts.map((part) => [part.id, part]))
  const isAsked = draft.to.length > 0 && decision.parts.length > 0
  const facts = {
    missing: findMissing(input, document),
    hits: runGuard(document, type, head.subjects).hits,
    persons,
    isProtected: isAnyProtected([...persons, ...(draft.answered ?? [])]),
    isKnownProtected: [...persons, ...(draft.answered ?? [])].some(
      ({ protection }) => protection !== 'none' && protection !== 'unknown',
    ),
    outcome: isAsked ? decision.outcome : null,
  }
  return {
    ...facts,
    parts: decision.parts
      .filter(({ reasons }) => !reasons.includes('internal'))
      .map((part) => answerOf(part, aboutOf(outlines.get(part.part)!, ids))),
    kinds: parts.filter(({ category }) => category !== 'motive').map((part) => aboutOf(part, ids)),
    summary: {
      sv: isAsked ? renderSummary(explanation, 'sv').map(withoutNumbers) : [],
      en: isAsked ? renderSummary(explanation, 'en').map(withoutNumbers) : [],
    },
    questions: isAsked ? listLawQuestions(input.policySet, decision) : [],
    harmQuestions: isAsked
      ? listHarmQuestions(input.policySet, decision, (id) => aboutOf(outlines.get(id)!, ids))
      : [],
    needs: isAsked ? listNeeds(decision, head) : [],
    citations: Object.fromEntries(
      input.policySet.pack.gateways
        .filter(({ id }) => sheet.grounds.some(({ rule }) => rule === id))
        .map(({ id, citation }) => [id, citation]),
    ),
    views: draft.to.map((receiver) => viewOf(receiver, type, document, parts)),
    respondBy: head.respondBy,
    stale: listStale(
      input.directory,
      [input.agency, ...draft.to.map((id) => agencyOf(id))],
      input.now,
    ),
    obstacles: listObstacles(sheet, facts),
  }
}

function isAnyProtected(persons: readonly { readonly protection: Protection }[]): boolean {
  return persons.some(({ protection }) => protection !== 'none')
}

function listObstacles(
  sheet: Sheet,
  check: Pick<SheetCheck, 'missing' | 'hits' | 'isProtected' | 'outcome'>,
): Obstacle[] {
  const stands: Record<Obstacle, boolean> = {
    receiver: sheet.to.length === 0,
    incomplete: check.missing.length > 0,
    law: check.outcome === 'deny',
    'tells-where': asksTellsWhere(check) && !tellsNothing(sheet.facts),
    guard: check.isProtected && check.hits.length > 0,
  }
  return OBSTACLES.filter((obstacle) => stands[obstacle])
}

function findMissing(input: DeskInput, document: JsonObject): Missing[] {
  const { sheet, type, now } = input
  const given = {
    inReplyTo: sheet.inReplyTo !== undefined,
    // A field that was emptied again says nothing.
    respondBy: sheet.respondBy !== undefined && sheet.respondBy !== '',
    acute: sheet.urgency === 'acute',
  }
  const demands = type.requires.filter((demand) => !given[demand])
  return [
    ...findDocumentIssues(type, document).map(({ pointer, keyword }) => ({
      place: pointer,
      rule: keyword,
    })),
    ...demands.map((demand) => ({ place: demand, rule: 'required' })),
    ...findUnsound(input, document),
    ...findUnfitAnswerTime(sheet, now),
    ...findWithoutConsent(sheet, type, document),
  ]
}

/** What has run out, and what differs from the message that is answered. */
function findUnsound({ type, now, answeredDocument }: DeskInput, document: JsonObject): Missing[] {
  const unlike = answeredDocument === undefined ? [] : findUnlike(type, document, answeredDocument)
  const past = findPastDays(type, document, swedishDay(encodeTime(now)))
  return [...past, ...unlike].map(({ pointer, keyword }) => ({ place: pointer, rule: keyword }))
}

function findUnfitAnswerTime({ respondBy }: Sheet, now: number): Missing[] {
  const rule = respondBy === undefined ? undefined : faultOfAnswerTime(respondBy, now)
  return rule === undefined ? [] : [{ place: 'respondBy', rule }]
}

/** What was filled in that goes with consent alone, while none is invoked, or another ground beside it. */
function findWithoutConsent(
  { grounds }: Sheet,
  type: MessageType,
  document: JsonObject,
): Missing[] {
  const invoked = grounds.map(({ person, rule }) => ({ subject: person, rule }))
  return listFields(type, document)
    .filter(
      ({ person, leaf: { category } }) =>
        !hasItsConsent(type, { subject: person, category }, invoked),
    )
    .map(({ pointer }) => ({ place: pointer, rule: 'consent' }))
}

function aboutOf(
  { subject, category }: { readonly subject: string; readonly category: Category },
  persons: ReadonlyMap<string, string>,
): AboutPart {
  return { person: persons.get(subject)!, category }
}

function answerOf(
  { part, receiver, outcome, reasons }: PartDecision,
  about: AboutPart,
): PartAnswer {
  return {
    part,
    ...about,
    receiver,
    outcome,
    reasons: reasons.map((code) => REASON_WORDS[code]),
  }
}

function viewOf(
  receiver: string,
  type: MessageType,
  document: JsonObject,
  parts: readonly { readonly readers: readonly string[] }[],
): ReceiverView {
  // The parts of a plan begin with the document's, in its order.
  const contents = splitDocumentUnsafe(type, document).filter((_, i) =>
    parts[i]!.readers.includes(receiver),
  )
  const seen = joinDocument(
    type,
    contents.map(({ content }) => content),
  )
  return { receiver, sections: describeDocument(type.schema, seen) }
}
