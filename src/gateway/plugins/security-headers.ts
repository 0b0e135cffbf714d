import type { FastifyInstance } from 'fastify'
import { STRICT_HEADERS } from '../../protocol/web-headers.ts'

/** Headers of every answer, refusals included. The strictest policy is the default; a page widens it for itself. */
export function securityHeaders(
  app: FastifyInstance,
  options: { readonly isHttps: boolean },
): void {
  const headers = {
    ...STRICT_HEADERS,
    // RFC 6797: two years, the least that browsers' preload lists take.
    ...(options.isHttps
      ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
      : {}),
  }
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}
