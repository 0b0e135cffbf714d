import type { FastifyInstance } from 'fastify'
import type { Deps } from './app.ts'
import { watchDeliveries } from './delivery-watch.ts'
import type { Gate } from './gate.ts'

/** Between two looks at what lies undelivered, unopened or uncounted. */
const WATCH_MS = 900_000

declare module 'fastify' {
  interface FastifyInstance {
    /** Looks now for what is wrong with deliveries, and returns how many alarms are new. */
    watchDeliveries: () => Promise<number>
  }
}

/** Watches deliveries from the moment at which the service listens until it closes. */
export function watchRegularly(app: FastifyInstance, deps: Deps, { alarm, directory }: Gate): void {
  let isClosing = false
  let watching = Promise.resolve(0)
  // One after the other, and none once we close: the database is about to go.
  const watch = () => {
    const look = () =>
      isClosing ? 0 : watchDeliveries({ ...deps, alarm, directory, agencies: deps.pins.keys() })
    return (watching = watching.then(look))
  }
  const timer = setInterval(() => void watch(), WATCH_MS).unref()
  app.decorate('watchDeliveries', watch)
  app.addHook('onListen', () => void watch())
  app.addHook('onClose', async () => {
    isClosing = true
    clearInterval(timer)
    await watching
  })
}
