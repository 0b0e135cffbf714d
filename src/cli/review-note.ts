import { encodeNote } from '../client/case-note.ts'
import { ClientError } from '../client/errors.ts'
import { lastDayOf } from '../client/review-task.ts'
import { sealNote } from '../client/sealed-note.ts'
import { newUuid } from '../protocol/uuid.ts'
import type { Sent } from './disclose.ts'
import type { Session } from './session.ts'

/**
 * Notes, for the function that sent it, until when a message may be used as current: once that day has passed the function has a task.
 * What was sent stands whether or not this comes about; a warning tells when it does not, as when the member holds no key of the
 * function's. Of a message that names no such day nothing is noted.
 */
export async function noteLastDay(
  { gateway, keys, context }: Session,
  document: Parameters<typeof lastDayOf>[0],
  { composed }: Sent,
): Promise<void> {
  const { id: message, case: reference, from } = composed.plan.head
  const on = lastDayOf(document)
  if (on === undefined) return
  const [key] = keys.reading.get(from.function) ?? []
  if (key === undefined) return warnUnnoted(context, on)
  const about = { case: reference, function: from.function }
  const id = newUuid(context.clock())
  const note = encodeNote({ kind: 'review', on })
  const sealed = sealNote(key, { ...about, id, member: from.member }, note)
  try {
    await gateway.addNote(about, id, sealed, message)
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    warnUnnoted(context, on)
  }
}

function warnUnnoted({ terminal }: Session['context'], on: string): void {
  terminal.warn({
    sv: `Meddelandet är skickat, men ingen påminnelse kunde sparas. Gör en ny bedömning senast ${on}.`,
    en: `The message is sent, but no reminder could be kept. Assess anew by ${on}.`,
  })
}
