import { deskOf } from '../desk.ts'
import type { Session } from '../session.ts'
import { shareLiveChanges } from '../shared-live.ts'
import { sameOrigin } from '../transport.ts'

/** What ends the following of this worker. */
let stop: (() => void) | undefined

/** Live changes: news `events.changed` {function, cursor} and `events.state`. */
export const eventsMethods = {
  /** Begins, unless it has begun. */
  'events.follow': async (session: Session): Promise<void> => {
    deskOf(session)
    stop ??= shareLiveChanges({
      transport: sameOrigin(),
      gateway: session.gateway,
      onChange: (change) => session.tell('events.changed', change),
      onState: (state) => session.tell('events.state', state),
    })
  },

  /** Ends it: the keys are locked, or the member leaves. */
  'events.leave': async (): Promise<void> => {
    stop?.()
    stop = undefined
  },
}
