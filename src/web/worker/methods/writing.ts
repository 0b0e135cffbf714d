import { loadAgency } from '../../../client/directory.ts'
import type { ProtectedRole } from '../../../client/draft.ts'
import { parseProtectedRoles } from '../../../client/protected-roles.ts'
import type { GroundAnswers, Suggestion } from '../../../client/writing/ask-grounds.ts'
import { askGrounds, suggestGrounds } from '../../../client/writing/ask-grounds.ts'
import { checkSheet } from '../../../client/writing/check-sheet.ts'
import type { DeskInput, SheetCheck } from '../../../client/writing/check-sheet.ts'
import { listOwnPlaces } from '../../../client/writing/move-words.ts'
import type { OwnPlace } from '../../../client/writing/move-words.ts'
import { sendSheet } from '../../../client/writing/send-sheet.ts'
import type { SentSheet } from '../../../client/writing/send-sheet.ts'
import type { Sheet } from '../../../client/writing/sheet.ts'
import type { QuestionList } from '../../../policy/asking/questions.ts'
import { hasReader } from '../../../protocol/agency-function.ts'
import { planDryRun } from '../../../client/writing/dry-run.ts'
import type { JsonObject } from '../../../protocol/json.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
import type { Category } from '../../../protocol/vocabulary.ts'
import { deskOf } from '../desk.ts'
import type { Desk } from '../desk.ts'
import { messageTypeOf } from '../message-type.ts'
import type { Session } from '../session.ts'

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
  ): Promise<SentSheet> => {
    const { gateway } = session
    const { verify } = deskOf(session)
    return sendSheet(await deskInput(session, sheet), { gateway, verify, askSecondPerson })
  },

  /** The author does not disclose: the law is asked at the gateway, so that the question is on record there. Nothing else leaves. */
  'writing.withhold': async (session: Session, { sheet }: OfSheet): Promise<void> => {
    await session.gateway.preview(planDryRun(await deskInput(session, sheet)))
  },
}

async function deskInput(session: Session, sheet: Sheet): Promise<DeskInput> {
  const desk = deskOf(session)
  const { agency, keys } = desk
  const [type, directory, policySet, answered] = await Promise.all([
    messageTypeOf(sheet.type),
    desk.directory(),
    desk.law(),
    answeredOf(session, desk, sheet),
  ])
  loadAgency(directory, agency)
  return { sheet, type, directory, policySet, agency, keys, answered, now: Date.now() }
}

/** What each desk knows of the messages that it answers: asked once, as a sheet is checked after every pause. */
const answeredAt = new WeakMap<Desk, Map<string, Promise<readonly ProtectedRole[]>>>()

/** How the message that a sheet answers protects its persons. */
function answeredOf(
  { gateway }: Session,
  desk: Desk,
  { inReplyTo }: Sheet,
): Promise<readonly ProtectedRole[]> {
  if (inReplyTo === undefined) return Promise.resolve([])
  const known = answeredAt.get(desk) ?? new Map<string, Promise<readonly ProtectedRole[]>>()
  answeredAt.set(desk, known)
  const asked =
    known.get(inReplyTo) ??
    gateway.disclosure(inReplyTo).then(({ subjects }) => parseProtectedRoles(subjects))
  known.set(inReplyTo, asked)
  asked.catch(() => known.delete(inReplyTo))
  return asked
}
