import type { Asking } from '../../../client/gateway-work.ts'
import type { CasePage, Thread } from '../../../client/work.ts'
import { deskOf } from '../desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'

/** A thread, and what everything in it is called. */
export interface NamedThread {
  readonly thread: Thread
  readonly names: Names
}

/** The cases of a function, and the thread of one. */
export const caseMethods = {
  'case.list': (
    session: Session,
    { function: id, cursor }: { readonly function: string; readonly cursor?: string },
  ): Promise<CasePage> => {
    deskOf(session)
    return session.gateway.cases(id, cursor)
  },

  'case.thread': async (
    session: Session,
    { case: reference, ...asking }: Asking & { readonly case: string },
  ): Promise<NamedThread> => {
    const desk = deskOf(session)
    const [thread, names] = await Promise.all([
      session.gateway.thread(reference, asking),
      namesOf(desk),
    ])
    return { thread, names }
  },
}
