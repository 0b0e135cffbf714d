import type { Readable } from 'node:stream'
import type { Actor } from './actor.ts'
import { codeOf } from './error-code.ts'
import { EventStream } from './event-stream.ts'
import type { Feed } from './feed.ts'

/** A member asks to be told. */
export interface StreamRequest {
  readonly actor: Actor
  /** The position up to which the client knows everything. */
  readonly after: number
  /** The member's functions now; rejects with the error that ends the stream once the member, or the sign-in, may not any more. */
  readonly check: () => Promise<readonly string[]>
}

/** The streams of one process. */
export interface EventStreams {
  /** Rejects as `check`. */
  readonly open: (request: StreamRequest) => Promise<Readable>
  /** Ends all of them: the process is ending. */
  readonly close: () => void
}

interface StreamsOptions {
  readonly feed: Feed
  /** ms between two beats; each asks again whether the member may listen. */
  readonly interval?: number
}

/** Well within the minute in which a revocation must be felt, and soon enough for proxies that close what is silent. */
const INTERVAL = 15_000

/** ms after which a client that lost its stream asks again. */
const RETRY = 3_000

/** Streams of one member: one serves all tabs of a browser. */
const MOST = 4

interface Open {
  readonly stream: EventStream
  readonly check: StreamRequest['check']
  functions: readonly string[]
}

/** Builds the streams. Nothing runs while there are none. */
export function buildEventStreams({ feed, interval = INTERVAL }: StreamsOptions): EventStreams {
  const members = new Map<string, Set<Open>>()
  let timer: NodeJS.Timeout | undefined

  async function beat(open: Open): Promise<void> {
    try {
      open.functions = await open.check()
      open.stream.beat()
    } catch (error) {
      // Who cannot be asked about is not told anything more, either.
      open.stream.end(codeOf(error))
    }
  }

  function all(): Open[] {
    return [...members.values()].flatMap((own) => [...own])
  }

  function leave(name: string, open: Open): void {
    const own = members.get(name)
    own?.delete(open)
    if (own?.size === 0) members.delete(name)
    if (members.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    async open({ actor, after, check }) {
      const name = `${actor.agency} ${actor.member}`
      const functions = await check()
      const stream = new EventStream(after, RETRY)
      const open: Open = { stream, check, functions }
      const own = members.get(name) ?? new Set()
      members.set(name, own.add(open))
      // The newest wins: the oldest may be one whose browser is gone without a word.
      if (own.size > MOST) own.values().next().value!.stream.end('replaced')
      timer ??= setInterval(() => void Promise.all(all().map(beat)), interval).unref()
      const stop = feed.listen(
        {
          agency: actor.agency,
          tell(changes, position) {
            const told = changes ?? open.functions.map((id) => ({ function: id, cursor: position }))
            stream.change(
              told.filter((change) => open.functions.includes(change.function)),
              position,
            )
          },
        },
        after,
      )
      stream.body.once('close', () => {
        stop()
        leave(name, open)
      })
      return stream.body
    },
    close() {
      for (const { stream } of all()) stream.end('closing')
    },
  }
}
