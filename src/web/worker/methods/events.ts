import { deskOf } from '../desk.ts'
import type { Session } from '../session.ts'
import { shareLiveChanges } from '../shared-live.ts'
import { sameOrigin } from '../transport.ts'

/** This worker's following of what changes. */
interface Following {
  readonly stop: () => void
  /** Resolves once it is known how it stands: from then on nothing that happens is missed. */
  readonly stands: Promise<void>
}

let following: Following | undefined

/** Live changes: news `events.changed` {function, cursor} and `events.state`. */
export const eventsMethods = {
  /** Begins, unless it has begun. */
  'events.follow': async (session: Session): Promise<void> => {
    deskOf(session)
    following ??= follow(session)
  },

  /**
   * Tells what has changed since what is shown was read: it may have been read before anybody listened.
   */
  'events.since': async (
    session: Session,
    { after }: { readonly after: string },
  ): Promise<void> => {
    await following?.stands
    const { changes } = await session.gateway.changes(after)
    for (const change of changes) session.tell('events.changed', change)
  },

  /** Ends it: the keys are locked, or the member leaves. */
  'events.leave': async (): Promise<void> => {
    following?.stop()
    following = undefined
  },
}

function follow(session: Session): Following {
  const { promise: stands, resolve } = Promise.withResolvers<void>()
  const stop = shareLiveChanges({
    transport: sameOrigin(),
    gateway: session.gateway,
    onChange: (change) => session.tell('events.changed', change),
    onState: (state) => {
      resolve()
      session.tell('events.state', state)
    },
  })
  return { stop, stands }
}
