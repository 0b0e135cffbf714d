import type { FastifyInstance } from 'fastify'
import type { Deps } from './app.ts'
import { watchDeliveries } from './delivery-watch.ts'
import type { Gate } from './gate.ts'
import { regularly } from './regularly.ts'

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
  const work = () => watchDeliveries({ ...deps, alarm, directory, agencies: deps.pins.keys() })
  app.decorate('watchDeliveries', regularly(app, { every: WATCH_MS, work, idle: 0 }))
}
