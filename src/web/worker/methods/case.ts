import { declareBar } from '../../../client/bar-acts.ts'
import type { Bar } from '../../../client/bar-acts.ts'
import type { Asking } from '../../../client/gateway-work.ts'
import type { CasePage, Thread } from '../../../client/work.ts'
import { giveReceipt } from '../../../client/disclosure-acts.ts'
import { loadThread } from '../../../client/proven-thread.ts'
import { loadKnown } from '../../../client/known-disclosure.ts'
import { withdrawSent } from '../../../client/withdraw-acts.ts'
import type { Uuid } from '../../../protocol/uuid.ts'
import type { WithdrawalReason } from '../../../protocol/vocabulary.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'

/** A thread, and what everything in it is called. */
export interface NamedThread {
  readonly thread: Thread
  readonly names: Names
}

/** A message to take back, and what was wrong with it. */
export interface Recall {
  readonly id: Uuid
  readonly function: string
  readonly reasons: readonly WithdrawalReason[]
}

/** The cases of a function, the thread of one, and taking back what was sent in it. */
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
    const input = { directory: await desk.directory(), now: Date.now() }
    const [thread, names] = await Promise.all([
      loadThread(session.gateway, reference, input, asking),
      namesOf(desk),
    ])
    return { thread, names }
  },

  /** Signs that a message is taken back, and sees it in the log; returns what that came to. Rejects with `already-withdrawn`. */
  'case.recall': async (session: Session, { id, function: as, reasons }: Recall): Promise<string> =>
    (await withdrawSent(await memberDeskOf(session), id, reasons, as)).state,

  /** Signs who is barred from a case, or is so no more; returns the place of that in the log. Rejects with `nobody-left`. */
  'case.bar': async (
    session: Session,
    { function: as, ...bar }: Bar & { readonly function: string },
  ): Promise<number> => (await declareBar(await memberDeskOf(session), bar, as)).index,

  /** Signs that what the function sent stands in the agency's own case file; returns the place of that in the log. */
  'case.register': async (
    session: Session,
    { id, function: as }: { readonly id: Uuid; readonly function: string },
  ): Promise<number> => {
    const desk = await memberDeskOf(session)
    const { about } = await loadKnown(desk, id)
    return (await giveReceipt(desk, about, { what: 'registered' }, as)).index
  },
}
