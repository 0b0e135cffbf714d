import type { Uuid } from '../../protocol/uuid.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import type { Session } from './session.ts'

/** What is remembered by id of a message at the member's desk: gone when it is locked. Throws ClientError `locked`. */
export function rememberAtDesk<T>(): (session: Session) => Map<Uuid, T> {
  const desks = new WeakMap<Desk, Map<Uuid, T>>()
  return (session) => {
    const desk = deskOf(session)
    const known = desks.get(desk) ?? new Map<Uuid, T>()
    desks.set(desk, known)
    return known
  }
}
