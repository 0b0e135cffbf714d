import { aboutOf } from '../../client/disclosure-acts.ts'
import type { ProtectedRole } from '../../client/draft.ts'
import { loadKnown } from '../../client/known-disclosure.ts'
import type { Known } from '../../client/known-disclosure.ts'
import type { About } from '../../client/member-acts.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { memberDeskOf } from './member-desk.ts'
import { openedAt } from './opened.ts'
import type { Session } from './session.ts'

/** What an answer must know of the message that it answers, as its author signed it. */
export interface AnsweredMessage {
  readonly type: string
  readonly about: About
  readonly persons: readonly ProtectedRole[]
  /** What it says, if it was opened in this session. */
  readonly document?: JsonObject
}

/** What each desk knows of the messages that it answers: asked once, as a sheet is checked after every pause. */
const known = new WeakMap<Desk, Map<string, Promise<AnsweredMessage>>>()

/** Finds it: what was opened here, before what the gateway shows now. Asked for again after it failed. */
export async function answeredBy(session: Session, id: string): Promise<AnsweredMessage> {
  const desk = deskOf(session)
  const opened = openedAt(session).get(id)
  if (opened !== undefined) {
    const { disclosure } = opened
    const { head, document } = disclosure
    return { ...describe({ head, about: aboutOf(disclosure) }), document }
  }
  const own = known.get(desk) ?? new Map<string, Promise<AnsweredMessage>>()
  known.set(desk, own)
  const asked = own.get(id) ?? load(session, id)
  own.set(id, asked)
  asked.catch(() => own.delete(id))
  return asked
}

async function load(session: Session, id: string): Promise<AnsweredMessage> {
  return describe(await loadKnown(await memberDeskOf(session), id))
}

function describe({ head, about }: Pick<Known, 'head' | 'about'>): AnsweredMessage {
  return {
    about,
    type: head.type,
    persons: head.subjects.map(({ role, protection }) => ({ role, protection })),
  }
}
