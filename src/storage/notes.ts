import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** Whose notes, and about which case. */
export interface NotesOf {
  readonly agency: string
  readonly function: string
  readonly case: string
}

/** A note as it is kept. */
export interface StoredNote {
  readonly id: Uuid
  /** Whoever sent it. */
  readonly member: Uuid
  readonly savedAt: Time
  readonly bytes: Uint8Array
}

/** Why a note was not kept: another has this id; there are too many. */
export type NoteConflict = 'taken' | 'full'

/** A note to keep at `now` (ms since 1970), of at most `most` about the case. */
export interface NoteToKeep extends NotesOf {
  readonly id: Uuid
  readonly member: Uuid
  readonly bytes: Uint8Array
  /** The function's own message that it is about; null: the case. */
  readonly about: Uuid | null
  readonly now: number
  readonly most: number
}

/** Keeps a note, or says why not. Safe to repeat. */
export async function keepNote(db: Db, note: NoteToKeep): Promise<NoteConflict | null> {
  const { agency, function: of, case: reference, id, member, bytes, about, now, most } = note
  const [row] = await db<{ conflict: NoteConflict | null }[]>`
    select desk.keep_note(
      ${agency}, ${of}, ${reference}, ${id}, ${member}, ${bytes}, ${new Date(now)}, ${most}, ${about}
    ) as conflict
  `
  return row!.conflict
}

/** A function's notes about a case, oldest first. */
export async function listNotes(
  db: Db,
  { agency, function: of, case: about }: NotesOf,
): Promise<StoredNote[]> {
  const rows = await db<{ id: string; member: string; saved_at: Date; bytes: Uint8Array }[]>`
    select *
      from desk.list_notes(${agency}, ${of}, ${about})
  `
  return rows.map(({ id, member, saved_at: savedAt, bytes }) => ({
    id,
    member,
    savedAt: encodeTime(savedAt.getTime()),
    bytes,
  }))
}

/** A note about one of the function's own messages. */
export interface StoredTask extends StoredNote {
  readonly case: string
  /** The message. */
  readonly about: Uuid
}

interface TaskRow {
  readonly case_ref: string
  readonly about: string
  readonly id: string
  readonly member: string
  readonly saved_at: Date
  readonly bytes: Uint8Array
}

/** Whose tasks, and for whom they are listed. */
export interface TasksFor extends Omit<NotesOf, 'case'> {
  readonly member: Uuid
}

/**
 * A function's notes about its own messages that still stand, the newest first, at most so many. None of a case from which the member
 * is barred.
 */
export async function listTasks(
  db: Db,
  { agency, function: of, member }: TasksFor,
  most: number,
): Promise<StoredTask[]> {
  const rows = await db<TaskRow[]>`
    select *
      from desk.list_tasks(${agency}, ${of}, ${member}, ${most})
  `
  return rows.map(({ case_ref: reference, saved_at: savedAt, ...note }) => ({
    ...note,
    case: reference,
    savedAt: encodeTime(savedAt.getTime()),
  }))
}

/** Deletes the notes about cases to which their function has added none for 90 days, and tells how many. */
export async function expireNotes(db: Db, now: number): Promise<number> {
  const [row] = await db<{ gone: number }[]>`
    select desk.expire_notes(${new Date(now)}) as gone
  `
  return row!.gone
}
