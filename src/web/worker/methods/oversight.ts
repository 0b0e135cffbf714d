import { ClientError } from '../../../client/errors.ts'
import { approveInquiry, listInquiries, requestInquiry } from '../../../client/inquiry-acts.ts'
import type { OpenInquiry } from '../../../client/inquiry-acts.ts'
import { makeExport } from '../../../client/export/proven-export.ts'
import { timelineFiles, timelineOfCase, timelineOfMember } from '../../../client/timeline-files.ts'
import type { TimelineOf } from '../../../client/timeline-files.ts'
import type { Denial, Denials } from '../../../client/gateway-review.ts'
import { eventWords } from '../../../client/review-words.ts'
import { parseTimeline } from '../../../client/timeline.ts'
import { swedishDaySpan } from '../../../policy/swedish-midnight.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
import type { Digest } from '../../../protocol/sha256.ts'
import { encodeTime } from '../../../protocol/time.ts'
import type { Uuid } from '../../../protocol/uuid.ts'
import { rememberAtDesk } from '../at-desk.ts'
import { deskOf } from '../desk.ts'
import { handOver, wishOf } from '../hand-over.ts'
import type { HandedOver, Taking } from '../hand-over.ts'
import { memberDeskOf } from '../member-desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'
import { wordAsked, wordTimelineRow } from '../timeline-words.ts'
import type { WordedAsked, WordedRow } from '../timeline-words.ts'

/** What was done, and what everything in it is called. */
export interface Timeline {
  readonly rows: readonly WordedRow[]
  readonly names: Names
}

/** What one member did. */
export interface MemberTimeline extends Timeline {
  /** Name, or id; null once it is erased who acted. */
  readonly member: string | null
}

/** An inquiry, with what it begins at in words. */
export type WordedInquiry = Omit<OpenInquiry, 'about'> & { readonly about: WordedAsked }

/** Inquiries of the own agency, and what everything in them is called. */
export interface Inquiries {
  readonly inquiries: readonly WordedInquiry[]
  readonly names: Names
}

/** What members were denied in a month, in words. */
export interface WordedDenials extends Omit<Denials, 'rows'> {
  readonly rows: readonly (Denial & { readonly words: LocalText })[]
  readonly names: Names
}

/** What an officer asks to see, in days as they are typed. */
interface Asking {
  /** A record of the member in question. */
  readonly record: Uuid
  readonly caseNumber: string
  /** First and last Swedish day, `2026-03-02`. */
  readonly first: string
  readonly last: string
  readonly function: string
}

/** The timelines that were shown, by case or inquiry: what is taken out is what was looked at. */
const shownAt = rememberAtDesk<TimelineOf>()

/** What a compliance officer looks at besides the queue. The gateway makes a record of each look. */
export const oversightMethods = {
  /** All that members of the own agency did in a case; none for a case that the agency has no part in, or that is none. */
  'oversight.case': async (
    session: Session,
    { case: reference }: { readonly case: string },
  ): Promise<Timeline> => {
    const desk = deskOf(session)
    const [{ rows }, names] = await Promise.all([
      session.gateway.caseTimeline(reference),
      namesOf(desk),
    ])
    const read = parseTimeline(rows)
    const own = names.agencies[desk.agency] ?? { sv: desk.agency, en: desk.agency }
    shownAt(session).set(reference, timelineOfCase(reference, own, read))
    return { rows: read.map(wordTimelineRow), names }
  },

  /** What members of the own agency were denied in a month, this one unless it is named. */
  'oversight.denials': async (
    session: Session,
    { month }: { readonly month?: string },
  ): Promise<WordedDenials> => {
    const desk = deskOf(session)
    const [{ rows, ...rest }, names] = await Promise.all([
      session.gateway.denials(month),
      namesOf(desk),
    ])
    return { ...rest, rows: rows.map((row) => ({ ...row, words: eventWords(row.event) })), names }
  },

  /** The open inquiries, each verified; not those about the member who asks. */
  'oversight.inquiries': async (session: Session): Promise<Inquiries> => {
    const inquiries = await listInquiries(await memberDeskOf(session))
    const worded = inquiries.map((one) => ({ ...one, about: wordAsked(one.about) }))
    return { inquiries: worded, names: await namesOf(deskOf(session)) }
  },

  /** Asks for all that the member behind a record did; returns the place of that in the log. */
  'oversight.inquire': async (
    session: Session,
    { record, caseNumber, first, last, function: as }: Asking,
  ): Promise<number> => {
    const from = encodeTime(swedishDaySpan(first).from)
    const until = encodeTime(swedishDaySpan(last).until)
    const asked = { record, caseNumber, from, until }
    const { recorded } = await requestInquiry(await memberDeskOf(session), asked, as)
    return recorded.index
  },

  /** Agrees as the second person, over exactly what the request says; returns the place of that in the log. */
  'oversight.approve': async (
    session: Session,
    { inquiry, function: as }: { readonly inquiry: Digest; readonly function: string },
  ): Promise<number> => {
    const desk = await memberDeskOf(session)
    const found = (await listInquiries(desk)).find(({ digest }) => digest === inquiry)
    if (found === undefined) throw new ClientError('answer-invalid', 'the inquiry is not there')
    const { recorded } = await approveInquiry(desk, found, as)
    return recorded.index
  },

  /** All that the member in question did in the period of an approved inquiry. */
  'oversight.member': async (
    session: Session,
    { inquiry }: { readonly inquiry: Digest },
  ): Promise<MemberTimeline> => {
    const desk = deskOf(session)
    const [{ rows, member }, names] = await Promise.all([
      session.gateway.memberTimeline(inquiry),
      namesOf(desk),
    ])
    const read = parseTimeline(rows)
    const who = typeof member === 'string' ? (names.members[member] ?? member) : null
    shownAt(session).set(inquiry, timelineOfMember(who, inquiry, read))
    return { rows: read.map(wordTimelineRow), names, member: who }
  },

  /** What was shown, as files: signed for, and in the log. */
  'oversight.take': async (
    session: Session,
    { of, ...asking }: Taking & { readonly of: string },
  ): Promise<HandedOver> => {
    const timeline = shownAt(session).get(of)
    if (timeline === undefined) throw new TypeError('not shown here')
    const desk = await memberDeskOf(session)
    const files = timelineFiles(timeline, asking.language)
    const made = await makeExport(desk, files, { what: 'records', ...wishOf(session, asking) })
    return handOver('tidslinje.zip', made, desk.clock())
  },
}
