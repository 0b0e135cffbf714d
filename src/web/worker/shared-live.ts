/**
 * One stream for all tabs: whoever holds the lock listens to the gateway and tells the others. When that tab is closed, frozen or put to
 * sleep by the browser, its lock goes to the next, which goes on from the place that was told last.
 *
 * Web Locks (W3C) and BroadcastChannel (WHATWG HTML §9.6) reach the tabs of one browser profile and origin, as the sign-in does.
 *
 * @module
 */
import { followChanges } from '../../client/live-changes.ts'
import type { Change, LiveState } from '../../client/live-changes.ts'
import type { GatewayWork } from '../../client/gateway-work.ts'
import type { Transport } from '../../client/http.ts'

const NAME = 'sluss.live'

/** What tabs tell each other: nothing but what the gateway says. */
type Told =
  | { readonly change: Change }
  | { readonly place: string }
  | { readonly live: LiveState }
  /** A tab that has just come asks how it stands. */
  | { readonly asks: true }

interface SharedLiveOptions {
  readonly transport: Transport
  readonly gateway: Pick<GatewayWork, 'changes'>
  readonly onChange: (change: Change) => void
  readonly onState: (state: LiveState) => void
}

/** Follows what changes, in this tab or through another one. Returns what ends it. */
export function shareLiveChanges({
  transport,
  gateway,
  onChange,
  onState,
}: SharedLiveOptions): () => void {
  const ended = new AbortController()
  const channel = new BroadcastChannel(NAME)
  let place: string | undefined
  let state: LiveState | undefined
  let isLeading = false

  const tell = (told: Told) => {
    if (!ended.signal.aborted) channel.postMessage(told)
  }
  const take = (told: Told) => {
    if ('change' in told) onChange(told.change)
    else if ('place' in told) place = told.place
    else if ('live' in told) onState((state = told.live))
    else if (isLeading && state !== undefined) tell({ live: state })
  }
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => take(data))
  tell({ asks: true })

  const both = (told: Told) => {
    take(told)
    tell(told)
  }
  const lead = async () => {
    isLeading = true
    await followChanges({
      transport,
      gateway,
      after: place,
      onChange: (change) => both({ change }),
      onPlace: (cursor) => both({ place: cursor }),
      onState: (live) => both({ live }),
      signal: ended.signal,
      sleep,
      random: Math.random,
    })
    isLeading = false
  }
  navigator.locks.request(NAME, { signal: ended.signal }, lead).catch(() => {
    // Ended while it waited for its turn.
  })
  return () => {
    ended.abort()
    channel.close()
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
