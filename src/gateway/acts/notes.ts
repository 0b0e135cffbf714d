import type { FastifyBaseLogger } from 'fastify'
import type { Writer } from '../../audit/write-item.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import type { Db } from '../../storage/db.ts'
import { expireNotes, keepNote, listNotes, listTasks } from '../../storage/notes.ts'
import type { NoteConflict, StoredNote, StoredTask } from '../../storage/notes.ts'
import { findThread } from '../../storage/thread.ts'
import type { ThreadMessage } from '../../storage/thread.ts'
import type { Actor } from '../actor.ts'
import { checkNotBarred } from '../checks/barred.ts'
import { checkStanding } from '../checks/standing.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { GatewayErrorCode } from '../errors.ts'
import type { Gate } from '../gate.ts'

/** Notes of one function about one case. */
const MOST = 200

/** Tasks that are listed: more than a function can have let pass. */
const MOST_TASKS = 500

const CONFLICTS: Readonly<Record<NoteConflict, GatewayErrorCode>> = {
  taken: 'request-invalid',
  full: 'notes-full',
}

/** Somebody works with his function's notes about a case. */
export interface NotesRequest {
  readonly actor: Actor
  readonly function: string
  readonly case: string
  readonly noteConcern: NoteConcern
}

/** A note to keep: sealed bytes, of which nothing is known here. */
export interface NoteToAdd {
  readonly id: Uuid
  readonly bytes: Uint8Array
  /** A message of the function's own that it is about. */
  readonly about?: Uuid
}

/** The function's notes about a case, oldest first; that the case was looked up is recorded before. Throws as `checkCase`. */
export async function listFunctionNotes(gate: Gate, request: NotesRequest): Promise<StoredNote[]> {
  const messages = (await checkCase(gate, request)).length
  const { actor, case: reference, function: id } = request
  await gate.writer.append({
    kind: 'event',
    event: 'case.looked-up',
    agency: actor.agency,
    actor: actor.member,
    case: reference,
    counts: { messages },
  })
  return listNotes(gate.db, { agency: actor.agency, function: id, case: reference })
}

/**
 * Keeps a note. Safe to repeat. Throws `request-invalid` if another has its id, or if it is about no message of the function's own in the
 * case, `notes-full`, and as `checkCase`. Not recorded: a note
 * is a working paper of the function's, and says nothing to anybody else.
 */
export async function addFunctionNote(
  gate: Gate,
  request: NotesRequest,
  note: NoteToAdd,
): Promise<void> {
  const messages = await checkCase(gate, request)
  const { actor, case: reference, function: id } = request
  const { about = null } = note
  if (about !== null && !messages.some((one) => one.id === about && one.from.function === id))
    throw new GatewayError('request-invalid', 'not a message of this function in the case')
  const conflict = await keepNote(gate.db, {
    ...note,
    agency: actor.agency,
    function: id,
    case: reference,
    member: actor.member,
    about,
    now: gate.clock(),
    most: MOST,
  })
  if (conflict !== null) throw new GatewayError(CONFLICTS[conflict], 'the note was not kept')
}

/**
 * The function's notes about its own messages, newest first, without those of cases from which the actor is barred; recorded before it is
 * answered. Throws `not-in-function`.
 */
export async function listFunctionTasks(
  gate: Gate,
  { actor, function: id }: Pick<NotesRequest, 'actor' | 'function'>,
): Promise<StoredTask[]> {
  checkStanding(gate, actor, id, ['author'])
  const { agency, member } = actor
  const tasks = await listTasks(gate.db, { agency, function: id, member }, MOST_TASKS)
  await gate.writer.append({
    kind: 'event',
    event: 'inbox.listed',
    agency,
    actor: member,
    function: id,
    code: 'tasks',
    counts: { items: tasks.length },
  })
  return tasks
}

/**
 * The messages that the function has in the case. Throws `not-in-function`, and `not-found` both for a case that does not exist and for
 * one that the function takes no part in, or from which the actor is barred.
 */
async function checkCase(
  gate: Gate,
  { actor, function: id, case: reference, noteConcern }: NotesRequest,
): Promise<readonly ThreadMessage[]> {
  noteConcern({ case: reference })
  checkStanding(gate, actor, id, ['author', 'reader', 'registrar'])
  const { db, keptDays } = gate
  const found = await findThread(db, { agency: actor.agency, functions: [id], keptDays }, reference)
  if (found === undefined) throw new GatewayError('not-found', 'no such case')
  await checkNotBarred(gate, actor, reference)
  return found.messages
}

interface ExpireDeps {
  readonly db: Db
  readonly writer: Writer
  /** ms since 1970. */
  readonly clock: () => number
  readonly log: FastifyBaseLogger
}

/** Deletes the notes about cases in which nobody of the function has noted anything for 90 days, and records how many. Never rejects. */
export async function expireOldNotes({ db, writer, clock, log }: ExpireDeps): Promise<void> {
  try {
    const notes = await expireNotes(db, clock())
    if (notes === 0) return
    await writer.append({
      kind: 'event',
      event: 'notes.deleted',
      agency: null,
      actor: null,
      counts: { notes },
    })
  } catch (err) {
    log.error({ err }, 'old notes were not deleted, or not recorded')
  }
}
