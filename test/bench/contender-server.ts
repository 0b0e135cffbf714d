/**
 * What the gateway is measured against, in a process of its own: Fastify with the same body limit and the same PostgreSQL.
 *
 * @module
 */
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { connect } from '../../src/storage/db.ts'
import type { Db } from '../../src/storage/db.ts'
import { bareRoute } from './bare-route.ts'
import { unbatchedRoute } from './unbatched-route.ts'

/** What the parent asks for; the answer is the address. */
export interface ContenderRequest {
  readonly databaseUrl: string
  /** Public key of the author of everything that will be sent: 32 bytes. */
  readonly authorKey: Uint8Array
}

/** Connections: as many as the gateway's pool of readers and its writer together, and half as many again. */
const CONNECTIONS = 12
const BODY_LIMIT = 16 * 1024 * 1024

async function serve({ databaseUrl, authorKey }: ContenderRequest): Promise<string> {
  const db: Db = connect(databaseUrl, { max: CONNECTIONS })
  const app: FastifyInstance = Fastify({ bodyLimit: BODY_LIMIT })
  app.addContentTypeParser('application/cbor', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
  app.post('/bare', await bareRoute(db))
  app.post('/unbatched', await unbatchedRoute(db, authorKey))
  process.once('SIGTERM', () => {
    // The channel to the parent would keep the process alive.
    void Promise.all([app.close(), db.end({ timeout: 1 })]).then(() => process.exit())
  })
  return app.listen({ host: '127.0.0.1', port: 0 })
}

process.once('message', (request: ContenderRequest) => {
  void serve(request).then((address) => process.send?.(address))
})
process.once('disconnect', () => process.exit())
