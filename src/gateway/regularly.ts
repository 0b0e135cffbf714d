import type { FastifyInstance } from 'fastify'

/** Work that comes again and again. `signal` tells it to come to an end, since the service closes. */
export interface RegularWork<T> {
  readonly every: number
  readonly work: (signal: AbortSignal) => Promise<T>
  /** What is answered once the service closes. */
  readonly idle: T
}

/**
 * Works when the service listens and every so many milliseconds from then on: one after the other, and not once the service
 * closes, which waits for what is under way: the database is about to go. Returns what works now.
 */
export function regularly<T>(
  app: FastifyInstance,
  { every, work, idle }: RegularWork<T>,
): () => Promise<T> {
  const closing = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  const next = (): Promise<T> => {
    const turn = last.then(() => (closing.signal.aborted ? idle : work(closing.signal)))
    last = turn.catch(() => undefined)
    return turn
  }
  const again = () => void next().catch((err: unknown) => app.log.error({ err }, 'work failed'))
  const timer = setInterval(again, every).unref()
  app.addHook('onListen', again)
  app.addHook('onClose', async () => {
    clearInterval(timer)
    closing.abort()
    await last
  })
  return next
}
