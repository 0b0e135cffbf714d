/**
 * The day after which what was sent may not be used as current: a task of the sending function, sealed as its notes are.
 *
 * @module
 */
import { valueAt } from '../protocol/json-pointer.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { CaseNote } from './case-note.ts'
import { VALID_UNTIL } from './reading/validity.ts'

/** A note that was opened, and the case and the message that it is about. */
export type TaskNote = CaseNote & { readonly case: string; readonly about: Uuid }

/** A message of the own function that must be assessed anew. */
export interface ReviewTask {
  /** Of the note. */
  readonly id: Uuid
  readonly case: string
  /** The message. */
  readonly about: Uuid
  /** The last day, `YYYY-MM-DD`, on which it was current. */
  readonly on: string
}

/** The last day on which a document may be used as current, `YYYY-MM-DD`, if it says one. */
export function lastDayOf(document: JsonObject): string | undefined {
  const day = valueAt(document, VALID_UNTIL)
  return typeof day === 'string' ? day : undefined
}

/** What has passed by `today` (`YYYY-MM-DD`) and nobody has marked as done, the longest past first; of one message the newest note. */
export function listReviews(notes: readonly TaskNote[], today: string): readonly ReviewTask[] {
  const done = new Set(notes.flatMap((note) => (note.kind === 'done' ? [note.step] : [])))
  const newest = new Map<Uuid, ReviewTask>()
  for (const note of notes.toSorted((a, b) => (a.savedAt < b.savedAt ? -1 : 1)))
    if (note.kind === 'review')
      newest.set(note.about, { id: note.id, case: note.case, about: note.about, on: note.on })
  return [...newest.values()]
    .filter(({ id, on }) => on < today && !done.has(id))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
}
