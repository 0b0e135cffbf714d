import {
  aboutOf,
  declareConflict,
  giveReceipt,
  openReleased,
  reportUse,
} from '../../../client/disclosure-acts.ts'
import type { OpenAnswers } from '../../../client/disclosure-acts.ts'
import { loadThread } from '../../../client/proven-thread.ts'
import { loadKnown } from '../../../client/known-disclosure.ts'
import type { About } from '../../../client/member-acts.ts'
import { distrustCode } from '../../../client/distrust.ts'
import { ClientError } from '../../../client/errors.ts'
import type { Asking } from '../../../client/gateway-work.ts'
import { arrangeDocument } from '../../../client/reading/arrange.ts'
import type { Arrangement } from '../../../client/reading/arrange.ts'
import { findContactLimits } from '../../../client/reading/contact-limits.ts'
import type { ContactLimits } from '../../../client/reading/contact-limits.ts'
import { describeDifferences } from '../../../client/reading/differences.ts'
import type { ShownDifference } from '../../../client/reading/differences.ts'
import { describeFooting } from '../../../client/reading/grounds.ts'
import type { Footing } from '../../../client/reading/grounds.ts'
import { writeJournalText } from '../../../client/reading/journal-text.ts'
import { writeMessagePdf } from '../../../client/reading/message-pdf.ts'
import type { ThreadMessage } from '../../../client/work.ts'
import type { Uuid } from '../../../protocol/uuid.ts'
import type {
  CaseType,
  Purpose,
  SubjectRole,
  Use,
  WithdrawalReason,
} from '../../../protocol/vocabulary.ts'
import { rememberAtDesk } from '../at-desk.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import { openedAt } from '../opened.ts'
import type { Opened } from '../opened.ts'
import type { Session } from '../session.ts'

/** What is known of a message before its content: nothing of what is in it. */
export interface MessageCover {
  readonly message: ThreadMessage
  readonly case: string
  readonly caseType: CaseType
  readonly names: Names
  /** Roles of the persons that it is about, each as often as there are such persons. */
  readonly roles: readonly SubjectRole[]
  readonly isProtected: boolean
  /** Of the log, when this was told. */
  readonly cursor: string
  /** What was wrong with it, by its sender's own signed word; undefined: it was not recalled. */
  readonly withdrawnFor: readonly WithdrawalReason[] | undefined
}

/** An opened message, as it is shown. */
export interface Reading {
  /** The author's name, by the credential that was verified. */
  readonly author: string
  readonly arrangement: Arrangement
  readonly footing: Footing
  /** What may be left to the victim; undefined where nobody is asked to make contact. */
  readonly contactLimits: ContactLimits | undefined
  /** Whether the function may read every part. */
  readonly isWhole: boolean
  /** What was wrong, by its sender's own signed word; undefined: it was not recalled. */
  readonly withdrawnFor: readonly WithdrawalReason[] | undefined
  readonly differences: readonly ShownDifference[]
  /** Place of the opening in the log, which the browser has verified. */
  readonly record: number
}

/** What somebody asks to open, and answers before. */
export interface OpenQuestion extends Required<OpenAnswers> {
  readonly id: Uuid
}

/** The manifests whose covers were shown: what is signed without having opened it is over these. */
const shownAt = rememberAtDesk<About>()

interface AtFunction {
  readonly id: Uuid
  readonly function: string
}

interface Taking extends AtFunction {
  readonly purpose: Purpose
  readonly language: 'sv' | 'en'
}

/** The reader's desk: opening, taking over, and what is taken out. */
export const readingMethods = {
  /** What was opened before its sender recalled it is forgotten here. */
  'reading.cover': async (
    session: Session,
    { id, ...asking }: Asking & { readonly id: Uuid },
  ): Promise<MessageCover> => {
    const desk = deskOf(session)
    const { head, about, withdrawal } = await loadKnown(
      await memberDeskOf(session),
      id,
      asking,
    ).catch(nameDistrust)
    shownAt(session).set(id, about)
    const input = { directory: await desk.directory(), now: Date.now() }
    const [thread, names] = await Promise.all([
      loadThread(session.gateway, head.case, input, asking),
      namesOf(desk),
    ])
    const message = thread.messages.find((one) => one.id === id)
    if (message === undefined) throw new ClientError('answer-invalid', 'another thread came')
    const withdrawnFor = withdrawal?.payload.reasons
    const opened = openedAt(session)
    if (withdrawnFor && opened.get(id)?.reading.withdrawnFor === undefined) opened.delete(id)
    return {
      message,
      case: head.case,
      caseType: head.caseType,
      names,
      roles: head.subjects.map(({ role }) => role),
      isProtected: head.subjects.some(({ protection }) => protection !== 'none'),
      cursor: thread.cursor,
      withdrawnFor,
    }
  },

  /** Undefined until it was opened in this session. */
  'reading.opened': async (
    session: Session,
    { id }: { readonly id: Uuid },
  ): Promise<Reading | undefined> => openedAt(session).get(id)?.reading,

  'reading.open': async (session: Session, { id, ...answers }: OpenQuestion): Promise<Reading> => {
    const desk = await memberDeskOf(session)
    const found = await openReleased(desk, id, answers).catch(nameDistrust)
    const set = await desk.loadPolicySet(found.decision.policySet)
    const reading: Reading = {
      author: found.author,
      arrangement: arrangeDocument(await desk.loadMessageType(found.head.type), found.document),
      footing: describeFooting(found, set, desk.directory),
      contactLimits: findContactLimits(found.document),
      isWhole: found.isWhole,
      withdrawnFor: found.withdrawal?.payload.reasons,
      differences: describeDifferences(found, set, desk.directory),
      record: found.recorded.index,
    }
    openedAt(session).set(id, { disclosure: found, reading })
    return reading
  },

  /** Puts on record that the member knows somebody in the case and leaves it to a colleague. */
  'reading.declareConflict': async (
    session: Session,
    { id }: { readonly id: Uuid },
  ): Promise<void> => {
    await declareConflict(await memberDeskOf(session), id)
  },

  /** Rejects with `already-taken` if somebody was faster. */
  'reading.takeOver': async (
    session: Session,
    { id, function: as }: AtFunction,
  ): Promise<number> => {
    return sign(session, id, 'taken-over', as)
  },

  /** Says that it stands in the agency's own case file now; content is deleted some time after both sides have said so. */
  'reading.register': async (
    session: Session,
    { id, function: as }: AtFunction,
  ): Promise<number> => {
    return sign(session, id, 'registered', as)
  },

  /** Says, signed and recorded, that content is taken out; only then it may be. */
  'reading.use': async (
    session: Session,
    { id, function: as, ...use }: AtFunction & { readonly what: Use; readonly purpose: Purpose },
  ): Promise<void> => {
    const { disclosure } = loadOpened(session, id)
    await reportUse(await memberDeskOf(session), disclosure, { ...use, function: as })
  },

  /** The message as a file, after it was recorded that it is taken out. Its name says nothing. */
  'reading.pdf': async (session: Session, wish: Taking): Promise<Uint8Array> => {
    const desk = await memberDeskOf(session)
    const { disclosure, reading } = loadOpened(session, wish.id)
    const { function: as, purpose, language } = wish
    await reportUse(desk, disclosure, { what: 'exported', purpose, function: as })
    const { arrangement, footing, record } = reading
    const names = await namesOf(deskOf(session))
    return writeMessagePdf({ disclosure, arrangement, footing, record, names, language })
  },

  /** The note for the case file, after it was recorded that it is copied. No address, no way to reach anybody. */
  'reading.journalText': async (
    session: Session,
    { id, function: as, purpose, language }: Taking,
  ): Promise<string> => {
    const { disclosure, reading } = loadOpened(session, id)
    await reportUse(await memberDeskOf(session), disclosure, {
      what: 'copied',
      purpose,
      function: as,
    })
    const names = await namesOf(deskOf(session))
    return writeJournalText({
      disclosure,
      arrangement: reading.arrangement,
      record: reading.record,
      names,
      language,
    })
  },
}

/** Throws on; what came and does not verify as `message-untrustworthy`, which has a way out. */
function nameDistrust(cause: unknown): never {
  if (distrustCode(cause) === undefined) throw cause
  throw new ClientError('message-untrustworthy', 'the message does not verify', { cause })
}

/** A receipt over what was shown, opened or by its cover; its place in the log. */
async function sign(
  session: Session,
  id: Uuid,
  what: 'taken-over' | 'registered',
  as: string,
): Promise<number> {
  const opened = openedAt(session).get(id)
  const about = opened === undefined ? shownAt(session).get(id) : aboutOf(opened.disclosure)
  if (about === undefined) throw new TypeError('not shown here')
  const { index } = await giveReceipt(await memberDeskOf(session), about, { what }, as)
  return index
}

function loadOpened(session: Session, id: Uuid): Opened {
  const found = openedAt(session).get(id)
  if (found === undefined) throw new TypeError('not opened here')
  return found
}
