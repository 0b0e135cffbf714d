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
  readonly now: number
  readonly most: number
}

/** Keeps a note, or says why not. Safe to repeat. */
export async function keepNote(db: Db, note: NoteToKeep): Promise<NoteConflict | null> {
  const { agency, function: of, case: about, id, member, bytes, now, most } = note
  const [row] = await db<{ conflict: NoteConflict | null }[]>`
    select desk.keep_note(
      ${agency}, ${of}, ${about}, ${id}, ${member}, ${bytes}, ${new Date(now)}, ${most}
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

/** Deletes the notes about cases to which their function has added none for 90 days, and tells how many. */
export async function expireNotes(db: Db, now: number): Promise<number> {
  const [row] = await db<{ gone: number }[]>`
    select desk.expire_notes(${new Date(now)}) as gone
  `
  return row!.gone
}
