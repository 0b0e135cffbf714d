import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** Whose draft it is. */
export interface DraftName {
  readonly agency: string
  readonly member: Uuid
  readonly id: Uuid
}

/** A draft as it is listed. */
export interface DraftSummary {
  readonly id: Uuid
  /** How many times it was saved. */
  readonly sequence: number
  readonly savedAt: Time
  /** Bytes, sealed. */
  readonly size: number
}

/** Why a draft was not saved: another tab was first; it is there no more; the member has too many. */
export type DraftConflict = 'changed' | 'gone' | 'full'

/** A draft to save for the `sequence`th time at `now` (ms since 1970); a member has at most `most`. */
export interface SealedDraft extends DraftName {
  readonly sequence: number
  readonly bytes: Uint8Array
  readonly now: number
  readonly most: number
}

/** Saves a draft, or says why not. Safe to repeat. */
export async function saveDraft(db: Db, draft: SealedDraft): Promise<DraftConflict | null> {
  const { agency, member, id, sequence, bytes, now, most } = draft
  const [row] = await db<{ conflict: DraftConflict | null }[]>`
    select desk.save_draft(${agency}, ${member}, ${id}, ${sequence}, ${bytes}, ${new Date(now)}, ${most}) as conflict
  `
  return row!.conflict
}

/** The drafts that a member has saved since a moment (ms since 1970), oldest first. */
export async function listDrafts(
  db: Db,
  { agency, member }: Omit<DraftName, 'id'>,
  since: number,
): Promise<DraftSummary[]> {
  const rows = await db<{ id: string; sequence: number; saved_at: Date; size: number }[]>`
    select *
      from desk.list_drafts(${agency}, ${member}, ${new Date(since)})
  `
  return rows.map(({ id, sequence, saved_at: savedAt, size }) => ({
    id,
    sequence,
    savedAt: encodeTime(savedAt.getTime()),
    size,
  }))
}

/** A draft's bytes, unless it was saved last before `since` (ms since 1970). */
export async function findDraft(
  db: Db,
  { agency, member, id }: DraftName,
  since: number,
): Promise<Uint8Array | undefined> {
  const [row] = await db<{ bytes: Uint8Array }[]>`
    select bytes
      from desk.find_draft(${agency}, ${member}, ${id}, ${new Date(since)})
  `
  return row?.bytes
}

/** Deletes a draft; tells whether there was one. */
export async function deleteDraft(db: Db, { agency, member, id }: DraftName): Promise<boolean> {
  const [row] = await db<{ found: boolean }[]>`
    select desk.delete_draft(${agency}, ${member}, ${id}) as found
  `
  return row!.found
}

/** Deletes the drafts that nobody has saved for a week, and tells how many they were. */
export async function expireDrafts(db: Db, now: number): Promise<number> {
  const [row] = await db<{ gone: number }[]>`
    select desk.expire_drafts(${new Date(now)}) as gone
  `
  return row!.gone
}
