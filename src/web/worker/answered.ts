import { loadKnown } from '../../client/disclosure-acts.ts'
import type { About } from '../../client/member-acts.ts'
import type { ProtectedRole } from '../../client/draft.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import type { Session } from './session.ts'

/** What an answer must know of the message that it answers, as its author signed it. */
export interface AnsweredMessage {
  readonly type: string
  readonly about: About
  readonly persons: readonly ProtectedRole[]
}

/** What each desk knows of the messages that it answers: asked once, as a sheet is checked after every pause. */
const known = new WeakMap<Desk, Map<string, Promise<AnsweredMessage>>>()

/** Finds it; asked for again after it failed. */
export function answeredBy(session: Session, id: string): Promise<AnsweredMessage> {
  const desk = deskOf(session)
  const own = known.get(desk) ?? new Map<string, Promise<AnsweredMessage>>()
  known.set(desk, own)
  const asked = own.get(id) ?? load(session, id)
  own.set(id, asked)
  asked.catch(() => own.delete(id))
  return asked
}

async function load(session: Session, id: string): Promise<AnsweredMessage> {
  const { head, about } = await loadKnown(session, id)
  return {
    about,
    type: head.type,
    persons: head.subjects.map(({ role, protection }) => ({ role, protection })),
  }
}
