import type { FastifyInstance } from 'fastify'

/**
 * Headers of every answer, refusals included. The strictest policy is the default; the page that shows the API widens it
 * for itself. `no-store` because answers carry case data; the log's tiles, which never change, say otherwise themselves.
 */
export function securityHeaders(
  app: FastifyInstance,
  options: { readonly isHttps: boolean },
): void {
  const headers = {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cache-control': 'no-store',
    // RFC 6797: two years, the least that browsers' preload lists take.
    ...(options.isHttps
      ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
      : {}),
  }
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}
