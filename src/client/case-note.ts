/**
 * What a function notes about a case while it works with it: whom it tried to reach and how that went, what is to be done by whom,
 * under which number the case is registered in the agency's own system, and when what it sent must be assessed anew.
 *
 * @module
 */
import { encodeUtf8 } from '../protocol/bytes.ts'
import { parseJson } from '../protocol/json.ts'
import { parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { AnswerReader } from './answer-reader.ts'
import { ClientError } from './errors.ts'

/** How somebody was tried to be reached. */
export const CONTACT_CHANNELS = [
  'phone',
  'voice-message',
  'sms',
  'email',
  'letter',
  'visit',
  'through-other',
] as const
export type ContactChannel = (typeof CONTACT_CHANNELS)[number]

/** What came of it. */
export const CONTACT_RESULTS = ['reached', 'no-answer', 'somebody-else', 'not-usable'] as const
export type ContactResult = (typeof CONTACT_RESULTS)[number]

/** What a note says. */
export type NoteContent =
  | {
      readonly kind: 'attempt'
      readonly at: Time
      readonly channel: ContactChannel
      readonly result: ContactResult
    }
  | {
      readonly kind: 'step'
      /** What is to be done. */
      readonly what: string
      /** Who sees to it. */
      readonly who: string
      /** `YYYY-MM-DD`; empty: no day was set. */
      readonly by: string
    }
  | { readonly kind: 'done'; readonly step: Uuid }
  | { readonly kind: 'registered'; readonly number: string }
  | {
      readonly kind: 'review'
      /** The last day, `YYYY-MM-DD`, on which the message that the note is about may be used as current. */
      readonly on: string
    }

/** A note that was opened. */
export type CaseNote = NoteContent & {
  readonly id: Uuid
  readonly member: Uuid
  readonly savedAt: Time
}

/** Characters of each text. */
export const LONGEST_NOTE = 300

/** The text of a note. */
export function encodeNote(content: NoteContent): Uint8Array {
  return encodeUtf8(JSON.stringify({ v: 1, ...content }))
}

/** Reads a note. Throws ClientError `note-unreadable` if it is none of these. */
export function parseNote(bytes: Uint8Array): NoteContent {
  try {
    return readNote(new AnswerReader(parseJson(bytes)))
  } catch (cause) {
    throw new ClientError('note-unreadable', 'the note is none that is known', { cause })
  }
}

function readNote(note: AnswerReader): NoteContent {
  const kind = note.word('kind', ['attempt', 'step', 'done', 'registered', 'review'])
  if (kind === 'attempt')
    return {
      kind,
      at: note.time('at'),
      channel: note.word('channel', CONTACT_CHANNELS),
      result: note.word('result', CONTACT_RESULTS),
    }
  if (kind === 'step')
    return { kind, what: textOf(note, 'what'), who: textOf(note, 'who'), by: note.text('by') }
  if (kind === 'review') return { kind, on: dayOf(note) }
  if (kind === 'done') return { kind, step: note.text('step') }
  return { kind, number: textOf(note, 'number') }
}

function dayOf(note: AnswerReader): string {
  const day = note.text('on')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new ClientError('note-unreadable', 'not a day')
  return day
}

function textOf(note: AnswerReader, name: string): string {
  const text = note.text(name)
  if (text.length > LONGEST_NOTE) throw new ClientError('note-unreadable', 'too long')
  return text
}

/** ms within which contact is to be made, a local target (practice.md §1.4). */
export const CONTACT_WITHIN = 48 * 3_600_000

const MINUTE = 60_000

/** So many attempts without an answer: then another way should be asked for. */
const ENOUGH = 2

/** Where the contact with the person stands. */
export interface ContactStanding {
  /** Undefined: somebody was reached. */
  readonly contactBy: number | undefined
  /** Whether the sender should be asked for another way. */
  readonly needsOtherWay: boolean
}

/** How far the contact has come since the message arrived at `arrived` (ms since 1970). */
export function judgeContact(notes: readonly NoteContent[], arrived: number): ContactStanding {
  const attempts = notes.filter((note) => note.kind === 'attempt')
  const isReached = attempts.some(({ result }) => result === 'reached')
  // People note the minute, not the second.
  const since = attempts.filter(({ at }) => parseTime(at) > arrived - MINUTE)
  return {
    contactBy: isReached ? undefined : arrived + CONTACT_WITHIN,
    needsOtherWay: !isReached && since.length >= ENOUGH,
  }
}
