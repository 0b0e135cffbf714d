/**
 * Server-sent events (WHATWG HTML §9.2) to one member: only that something has changed for a function, and where in the log. Anything
 * else is asked for, checked and recorded as ever.
 *
 * @module
 */
import { PassThrough } from 'node:stream'
import type { Readable } from 'node:stream'
import type { Change } from '../storage/changes.ts'

/** Bytes that wait for a slow reader before nothing more is written. */
const WATERMARK = 4096

/** One stream. What a slow reader has not taken yet is kept as one line for each function, however much happens. */
export class EventStream {
  readonly #body = new PassThrough({ highWaterMark: WATERMARK })
  readonly #pending = new Map<string, number>()
  #position: number
  #isBlocked = false
  /** Beats since the reader last took something. */
  #missed = 0

  /** `retry`: ms after which a reader that lost the stream asks again. */
  constructor(position: number, retry: number) {
    this.#position = position
    this.#body.on('drain', () => {
      this.#isBlocked = false
      this.#missed = 0
      this.#flush()
    })
    // Who loses the stream before anything has happened asks again from here, and not from when it asks.
    this.#write(`retry: ${retry}\nid: ${position}\n\n`)
  }

  /** What is sent. */
  get body(): Readable {
    return this.#body
  }

  /** Says what has changed up to a position. */
  change(changes: readonly Change[], position: number): void {
    for (const { function: id, cursor } of changes) this.#pending.set(id, cursor)
    this.#position = position
    this.#flush()
  }

  /**
   * Shows that the stream lives, and up to where it has told everything. A reader who has taken nothing between two beats is gone.
   */
  beat(): void {
    if (!this.#isBlocked) return this.#write(`:\nid: ${this.#position}\n\n`)
    this.#missed += 1
    if (this.#missed > 1) this.#body.destroy()
  }

  /** Ends the stream and says why. */
  end(code: string): void {
    if (this.#body.writableEnded || this.#body.destroyed) return
    this.#body.end(`event: end\ndata: ${JSON.stringify({ code })}\n\n`)
  }

  #flush(): void {
    for (const [id, cursor] of this.#pending) {
      if (this.#isBlocked) return
      this.#pending.delete(id)
      const data = JSON.stringify({ function: id, cursor: String(cursor) })
      // Only the last of them says that all up to there is told: who loses the stream before it asks for the others again.
      const place = this.#pending.size === 0 ? `id: ${this.#position}\n` : ''
      this.#write(`event: change\n${place}data: ${data}\n\n`)
    }
  }

  #write(text: string): void {
    if (this.#body.writableEnded || this.#body.destroyed) return
    this.#isBlocked = !this.#body.write(text)
  }
}
