import type { FastifyInstance } from 'fastify'

/** One line per request: the pattern of its route, never its address, with how it ended. Who acted is in the record alone. */
export function requestLog(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        agency: request.actor?.agency ?? null,
        disclosure: request.concern.disclosure ?? null,
      },
      'request',
    )
  })
}
