import { ClientError } from '../../../client/errors.ts'
import { loadAgency } from '../../../client/directory.ts'
import { giveReceipt, openSent } from '../../../client/disclosure-acts.ts'
import type { GroundAnswers, Suggestion } from '../../../client/writing/ask-grounds.ts'
import { askGrounds, suggestGrounds } from '../../../client/writing/ask-grounds.ts'
import { checkSheet } from '../../../client/writing/check-sheet.ts'
import type { DeskInput, SheetCheck } from '../../../client/writing/check-sheet.ts'
import { listOwnPlaces } from '../../../client/writing/move-words.ts'
import type { OwnPlace } from '../../../client/writing/move-words.ts'
import { sendSheet } from '../../../client/writing/send-sheet.ts'
import type { SentSheet } from '../../../client/writing/send-sheet.ts'
import type { Sheet } from '../../../client/writing/sheet.ts'
import { sheetOfSent } from '../../../client/writing/sheet-of-sent.ts'
import type { Succession } from '../../../client/writing/sheet-of-sent.ts'
import type { QuestionList } from '../../../policy/asking/questions.ts'
import { hasReader } from '../../../protocol/agency-function.ts'
import { planDryRun } from '../../../client/writing/dry-run.ts'
import type { JsonObject } from '../../../protocol/json.ts'
import { beginAnswer } from '../../../protocol/rests-on.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
import type { Uuid } from '../../../protocol/uuid.ts'
import type { Category } from '../../../protocol/vocabulary.ts'
import { lastDayOf } from '../../../client/review-task.ts'
import { answeredBy } from '../answered.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import { messageTypeOf } from '../message-type.ts'
import type { Session } from '../session.ts'
import { addNote } from './notes.ts'

/** A function that can be written to. */
export interface Receiver {
  readonly id: string
  readonly name: LocalText
  readonly agency: string
  readonly agencyName: LocalText
  readonly isOwnAgency: boolean
}

/** What a form is made from. */
export interface WritingForm {
  readonly schema: JsonObject
  /** What each section holds, by name: the kinds of data, for the question whether the receiver needs them. */
  readonly categories: Readonly<Record<string, readonly Category[]>>
  readonly requires: readonly string[]
  /** The fields that are there for what the guard finds. */
  readonly places: readonly OwnPlace[]
}

/** A message that was sent. */
export interface SentMessage extends SentSheet {
  /** It is an answer, and the receipt that says so is still to be given. */
  readonly isUnacknowledged: boolean
  /** The day on which it must be assessed anew was not noted as a task. */
  readonly isUnnoted: boolean
}

interface Answering {
  readonly answered: Uuid
  readonly answer: Uuid
  readonly function: string
}

interface OfSheet {
  readonly sheet: Sheet
}

/** The author's desk: all of it is worked out here, so that keys, law and guard stay with what is written. */
export const writingMethods = {
  /** The functions that have somebody to read, of every agency that this one knows, but the own one. */
  'writing.receivers': async (
    session: Session,
    { from }: { readonly from: string },
  ): Promise<readonly Receiver[]> => {
    const { agency, directory } = deskOf(session)
    const { states } = await directory()
    return [...states.values()].flatMap((state) =>
      [...state.functions]
        .filter(([id, { payload }]) => id !== from && payload.roles.includes('reader'))
        .filter(([id]) => hasReader(state, id, Date.now()))
        .map(([id, { payload }]) => ({
          id,
          name: payload.name,
          agency: state.agency,
          agencyName: state.root.payload.name,
          isOwnAgency: state.agency === agency,
        })),
    )
  },

  'writing.form': async (
    _: Session,
    { type: name }: { readonly type: string },
  ): Promise<WritingForm> => {
    const { schema, leaves, requires } = await messageTypeOf(name)
    const places = listOwnPlaces({ leaves })
    const categories: Record<string, Category[]> = {}
    for (const { template, category } of leaves.values()) {
      const own = (categories[template.split('/')[1]!] ??= [])
      if (!own.includes(category)) own.push(category)
    }
    return { schema, categories, requires, places }
  },

  'writing.check': async (session: Session, { sheet }: OfSheet): Promise<SheetCheck> =>
    checkSheet(await deskInput(session, sheet)),

  'writing.questions': async (session: Session, { sheet }: OfSheet): Promise<QuestionList> =>
    askGrounds(await deskInput(session, sheet)),

  'writing.suggest': async (
    session: Session,
    { sheet, answers }: OfSheet & { readonly answers: GroundAnswers },
  ): Promise<Suggestion> => {
    const input = await deskInput(session, sheet)
    return suggestGrounds(input, askGrounds(input), answers)
  },

  'writing.send': async (
    session: Session,
    { sheet, askSecondPerson }: OfSheet & { readonly askSecondPerson: boolean },
  ): Promise<SentMessage> => {
    const { gateway } = session
    const { verify } = deskOf(session)
    const input = await deskInput(session, sheet)
    const sent = await sendSheet(input, { gateway, verify, askSecondPerson })
    const isUnacknowledged =
      sent.state === 'released' &&
      (await acknowledge(session, sheet, sent.id).catch(() => true as const))
    const isUnnoted = await noteLastDay(session, sheet, sent).catch(() => true as const)
    return { ...sent, isUnacknowledged, isUnnoted }
  },

  /** Signs that what a message answers is answered by it; for an answer that waited for a second person, or whose receipt did not come through. */
  'writing.acknowledge': async (
    session: Session,
    { answered, answer, function: as }: Answering,
  ): Promise<void> => {
    await giveReceipt(
      await memberDeskOf(session),
      (await answeredBy(session, answered)).about,
      { what: 'answered', answer },
      as,
    )
  },

  /** Begins a message that takes the place of one of the own function; that it was read for this is on record. */
  'writing.succeed': async (
    session: Session,
    { id, as }: { readonly id: Uuid; readonly as: Succession },
  ): Promise<Sheet> => {
    const sent = await openSent(await memberDeskOf(session), id)
    // What is missing here would be missing in what takes its place.
    if (sent.differences.length > 0 || !sent.isWhole)
      throw new ClientError('decision-mismatch', 'what was sent does not come back as it was sent')
    return sheetOfSent(sent, await messageTypeOf(sent.head.type), as)
  },

  /** The types that answer a message of this type. */
  'writing.answers': async (
    _: Session,
    { type }: { readonly type: string },
  ): Promise<readonly string[]> => (await messageTypeOf(type)).answers,

  /** What an answer of a type begins with: what it repeats of the message that it answers, if that was opened here. */
  'writing.begin': async (
    session: Session,
    { type, answered }: { readonly type: string; readonly answered: Uuid },
  ): Promise<JsonObject> => {
    const { document } = await answeredBy(session, answered)
    return document === undefined ? {} : beginAnswer(await messageTypeOf(type), document)
  },

  /** The author does not disclose: the law is asked at the gateway, so that the question is on record there. Nothing else leaves. */
  'writing.withhold': async (session: Session, { sheet }: OfSheet): Promise<void> => {
    await session.gateway.preview(planDryRun(await deskInput(session, sheet)))
  },
}

/** Gives the receipt for what a sheet answers. A question back answers nothing. Returns whether one is still to be given: never. */
async function acknowledge(
  session: Session,
  { inReplyTo, type, from }: Sheet,
  answer: Uuid,
): Promise<false> {
  if (inReplyTo === undefined) return false
  const { about, type: asked } = await answeredBy(session, inReplyTo)
  const { answers } = await messageTypeOf(asked)
  if (answers.includes(type))
    await giveReceipt(await memberDeskOf(session), about, { what: 'answered', answer }, from)
  return false
}

/** Notes, for the own function, until when what was sent may be used. Returns whether that is still to be done: never. */
async function noteLastDay(session: Session, sheet: Sheet, sent: SentSheet): Promise<false> {
  const on = lastDayOf(sheet.document)
  if (on === undefined) return false
  await addNote(session, {
    case: sent.case,
    function: sheet.from,
    content: { kind: 'review', on },
    message: sent.id,
  })
  return false
}

async function deskInput(session: Session, sheet: Sheet): Promise<DeskInput> {
  const desk = deskOf(session)
  const { agency, keys } = desk
  const [type, directory, policySet, answered] = await Promise.all([
    messageTypeOf(sheet.type),
    desk.directory(),
    desk.law(),
    sheet.inReplyTo === undefined ? undefined : answeredBy(session, sheet.inReplyTo),
  ])
  loadAgency(directory, agency)
  return {
    sheet,
    type,
    directory,
    policySet,
    agency,
    keys,
    now: Date.now(),
    ...(answered !== undefined && { answered: answered.persons }),
    ...(answered?.document !== undefined && { answeredDocument: answered.document }),
  }
}
