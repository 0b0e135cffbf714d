/**
 * Live changes: a stream that says for which functions something has happened. Lost, it is asked for again from where it stopped; where
 * no stream comes through, it is asked now and then instead. It says nothing else, and nobody believes it more than that: whoever hears
 * it asks again for what is shown.
 *
 * @module
 */
import { isJsonObject, parseJson } from '../protocol/json.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { ClientError } from './errors.ts'
import { EventParser } from './event-parser.ts'
import type { ServerEvent } from './event-parser.ts'
import type { GatewayWork } from './gateway-work.ts'
import type { Transport } from './http.ts'
import { readProblem } from './problem.ts'

/** Something has happened for a function, at this place in the log. */
export interface Change {
  readonly function: string
  readonly cursor: string
}

/**
 * How it stands: `live`; `asking` now and then, as no stream comes through; `lost`, to be tried again; `ended`, with the code: the
 * sign-in or the member's standing is over.
 */
export type LiveState =
  | { readonly state: 'live' | 'asking' | 'lost' }
  | { readonly state: 'ended'; readonly code: string }

interface LiveOptions {
  readonly transport: Pick<Transport, 'gateway' | 'fetch' | 'token'>
  readonly gateway: Pick<GatewayWork, 'changes'>
  /** The place up to which everything is known. */
  readonly after: string | undefined
  readonly onChange: (change: Change) => void
  /** The place up to which everything has been told. */
  readonly onPlace: (cursor: string) => void
  readonly onState: (state: LiveState) => void
  readonly signal: AbortSignal
  /** Resolves after so many ms, and at once when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 up to 1. */
  readonly random: () => number
}

/** Beats come every 15 s; who hears none for so long has lost the stream, whatever the network says. */
const SILENCE = 40_000
/** Between two attempts: doubled each time, up to the longest. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 15_000
/** Streams in a row through which nothing came, after which it is asked instead. */
const SILENT_STREAMS = 2
/** Between two questions, and how many before a stream is tried again. */
const ASKING_WAIT = 30_000
const QUESTIONS = 20

/** The process that served the stream is ending: another one, or the next, serves it again. */
const CLOSING = 'closing'
/** The member has more streams than one may have: this one asks instead, so that they do not push each other out in turn. */
const REPLACED = 'replaced'

/** Follows what changes until the signal is aborted or the sign-in is over. Never rejects. */
export async function followChanges(options: LiveOptions): Promise<void> {
  const follower = new Follower(options)
  try {
    while (!options.signal.aborted) await follower.round()
  } catch (error) {
    if (!(error instanceof Over)) throw error
    options.onState({ state: 'ended', code: error.code })
  }
}

/** The member may not listen any more. */
class Over extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

class Follower {
  readonly #options: LiveOptions
  #place: string | undefined
  #failures = 0
  #silent = 0
  #isReplaced = false

  constructor(options: LiveOptions) {
    this.#options = options
    this.#place = options.after
  }

  /** One stream, or a while of asking, and the wait after it. */
  async round(): Promise<void> {
    const { signal, sleep, random, onState } = this.#options
    if (this.#mustAsk() && this.#place !== undefined) {
      await this.#askForAWhile()
      this.#silent = 0
      this.#isReplaced = false
      return
    }
    try {
      await this.#listen()
    } catch (error) {
      if (error instanceof Over) throw error
    }
    if (signal.aborted || this.#mustAsk()) return
    onState({ state: 'lost' })
    this.#failures += 1
    const wait = Math.min(FIRST_WAIT * 2 ** (this.#failures - 1), LONGEST_WAIT)
    // Not all browsers at once when a gateway comes back.
    await sleep(wait * (0.5 + random() / 2), signal)
  }

  #mustAsk(): boolean {
    return this.#isReplaced || this.#silent >= SILENT_STREAMS
  }

  async #listen(): Promise<void> {
    const lost = new AbortController()
    const stop = () => lost.abort()
    const { signal } = this.#options
    signal.addEventListener('abort', stop)
    let silence = setTimeout(stop, SILENCE)
    try {
      const body = await this.#ask(lost.signal)
      // Until something comes through it.
      this.#silent += 1
      const parser = new EventParser()
      const decoder = new TextDecoder()
      for await (const chunk of body) {
        clearTimeout(silence)
        silence = setTimeout(stop, SILENCE)
        for (const event of parser.take(decoder.decode(chunk, { stream: true }))) {
          this.#silent = 0
          this.#hear(event)
        }
      }
    } finally {
      clearTimeout(silence)
      signal.removeEventListener('abort', stop)
    }
  }

  /** The stream. Throws Over when the gateway refuses for good. */
  async #ask(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { gateway, fetch, token } = this.#options.transport
    const headers: Record<string, string> = {
      accept: 'text/event-stream',
      'sluss-passive': '1',
      ...(token !== null && { authorization: `Bearer ${await token()}` }),
      ...(this.#place !== undefined && { 'last-event-id': this.#place }),
    }
    const url = new URL('/v1/events', gateway)
    const response = await fetch(url, { headers, redirect: 'error', cache: 'no-store', signal })
    if (response.ok && response.body !== null) return readChunks(response.body)
    if (isFinal(response.status)) throw new Over(await codeOf(response))
    throw new ClientError('gateway-unreachable', 'no stream came')
  }

  #hear({ event, data, id }: ServerEvent): void {
    const { onChange, onPlace, onState } = this.#options
    if (event === 'end') {
      const code = textOf(data, 'code') ?? CLOSING
      if (code === REPLACED) this.#isReplaced = true
      else if (code !== CLOSING) throw new Over(code)
      return
    }
    // The first thing that comes shows that the stream comes through.
    this.#failures = 0
    onState({ state: 'live' })
    if (event === 'change') {
      const [name, cursor] = [textOf(data, 'function'), textOf(data, 'cursor')]
      if (name !== undefined && cursor !== undefined) onChange({ function: name, cursor })
    }
    if (id !== undefined && id !== this.#place) {
      this.#place = id
      onPlace(id)
    }
  }

  async #askForAWhile(): Promise<void> {
    const { gateway, signal, sleep, onChange, onPlace, onState } = this.#options
    for (let i = 0; i < QUESTIONS && !signal.aborted; i++) {
      try {
        const { cursor, changes } = await gateway.changes(this.#place!)
        onState({ state: 'asking' })
        for (const change of changes) onChange(change)
        this.#place = cursor
        onPlace(cursor)
      } catch (error) {
        if (error instanceof ClientError && isFinal(error.problem?.status ?? 0))
          throw new Over(error.code)
        onState({ state: 'lost' })
      }
      await sleep(ASKING_WAIT, signal)
    }
  }
}

/** 401 and 403: who asks may not; 404: there is no such thing here. */
function isFinal(status: number): boolean {
  return status === 401 || status === 403 || status === 404
}

async function codeOf(response: Response): Promise<string> {
  try {
    const body = parseJson(encodeUtf8(await response.text()))
    return readProblem(response.status, body).code
  } catch {
    return 'gateway-refused'
  }
}

function textOf(data: string, name: string): string | undefined {
  try {
    const value = parseJson(encodeUtf8(data))
    const member = isJsonObject(value) ? value[name] : undefined
    return typeof member === 'string' ? member : undefined
  } catch {
    return undefined
  }
}

/** Not every browser iterates a stream (WHATWG Streams §4.2.5), so a reader does. */
async function* readChunks(body: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
