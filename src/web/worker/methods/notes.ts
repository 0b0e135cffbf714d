import { listReviews } from '../../../client/review-task.ts'
import type { ReviewTask } from '../../../client/review-task.ts'
import { swedishDay } from '../../../policy/swedish-day.ts'
import { encodeTime } from '../../../protocol/time.ts'
import type { Uuid } from '../../../protocol/uuid.ts'
import { encodeNote, parseNote } from '../../../client/case-note.ts'
import type { CaseNote, NoteContent } from '../../../client/case-note.ts'
import { ClientError } from '../../../client/errors.ts'
import type { NotesAbout, SealedNote } from '../../../client/gateway-work.ts'
import { openNote, sealNote } from '../../../client/sealed-note.ts'
import type { SealingKey } from '../../../protocol/sealing-key.ts'
import { newUuid } from '../../../protocol/uuid.ts'
import { rememberAtDesk } from '../at-desk.ts'
import { deskOf } from '../desk.ts'
import type { Session } from '../session.ts'

/** A note that was sent, and of which it is not known whether it arrived. */
type Unsure = Pick<SealedNote, 'id' | 'sealed'>

/** By what they say: what is tried again is the same note. */
const unsureAt = rememberAtDesk<Unsure>()

/** A function's notes about a case, oldest first. */
export interface CaseNotes {
  readonly notes: readonly CaseNote[]
  /** How many there are that do not open. */
  readonly unreadable: number
}

/** Notes: sealed here, for the members of the function. */
export const notesMethods = {
  'notes.list': async (
    session: Session,
    { case: reference, function: id }: NotesAbout,
  ): Promise<CaseNotes> => {
    const keys = readingKeysOf(session, id)
    const sealed = await session.gateway.notes({ case: reference, function: id })
    const notes = sealed.flatMap((one) => openOne(keys, { case: reference, function: id }, one))
    return { notes, unreadable: sealed.length - notes.length }
  },

  'notes.add': (session: Session, note: NewNote): Promise<void> => addNote(session, note),

  /** What the function has sent that must be assessed anew by now. */
  'notes.reviews': async (
    session: Session,
    { function: id, passive = false }: { readonly function: string; readonly passive?: boolean },
  ): Promise<readonly ReviewTask[]> => {
    const keys = readingKeysOf(session, id)
    const sealed = await session.gateway.tasks(id, { passive })
    const notes = sealed.flatMap(({ case: reference, about, ...one }) =>
      openOne(keys, { case: reference, function: id }, one).map((note) => ({
        ...note,
        case: reference,
        about,
      })),
    )
    return listReviews(notes, swedishDay(encodeTime(Date.now())))
  },
}

/** A note to keep. */
export interface NewNote extends NotesAbout {
  readonly content: NoteContent
  /** The function's own message that it is about. */
  readonly message?: Uuid
}

/** Seals a note and keeps it; what is tried again is the same note. */
export async function addNote(
  session: Session,
  { case: reference, function: of, content, message }: NewNote,
): Promise<void> {
  const { member } = deskOf(session)
  const [key] = readingKeysOf(session, of)
  const about = { case: reference, function: of }
  const name = JSON.stringify([about, content, message])
  const unsure = unsureAt(session)
  const id = unsure.get(name)?.id ?? newUuid(Date.now())
  const sealed =
    unsure.get(name)?.sealed ?? sealNote(key!, { ...about, id, member }, encodeNote(content))
  unsure.set(name, { id, sealed })
  try {
    await session.gateway.addNote(about, id, sealed, message)
    unsure.delete(name)
  } catch (error) {
    if (error instanceof ClientError && error.problem !== undefined) unsure.delete(name)
    throw error
  }
}

function readingKeysOf(session: Session, id: string): readonly SealingKey[] {
  const keys = deskOf(session).keys.reading.get(id) ?? []
  if (keys.length === 0) throw new ClientError('keyring-not-ours', 'no key of the function is here')
  return keys
}

function openOne(
  keys: readonly SealingKey[],
  about: NotesAbout,
  { id, member, savedAt, sealed }: SealedNote,
): CaseNote[] {
  try {
    return [{ id, member, savedAt, ...parseNote(openNote(keys, { ...about, id, member }, sealed)) }]
  } catch (error) {
    if (error instanceof ClientError) return []
    throw error
  }
}
