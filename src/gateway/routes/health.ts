import type { FastifyInstance } from 'fastify'
import { listFaults, listNotices, stateOf } from '../readiness.ts'
import type { ReadinessDeps } from '../readiness.ts'
import { closed } from './answer-schema.ts'

const READINESS = closed(
  {
    ready: { type: 'boolean' },
    state: { type: 'string', enum: ['ready', 'read-only', 'stopped', 'database-unreachable'] },
    faults: { type: 'array', items: { type: 'string' } },
    notices: { type: 'array', items: { type: 'string' } },
  },
  'As codes, what stands in the way, and what an operator should know besides.',
)

/** For whoever keeps the process running. */
export function healthRoutes(app: FastifyInstance, deps: ReadinessDeps): void {
  app.get(
    '/healthz',
    {
      schema: {
        summary: 'The process answers',
        tags: ['operation'],
        response: { 200: closed({ ok: { type: 'boolean' } }) },
      },
    },
    async () => ({ ok: true }),
  )
  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Disclosures can be accepted',
        tags: ['operation'],
        response: { 200: READINESS, 503: READINESS },
      },
    },
    async (_request, reply) => {
      // Whichever thread is asked: a record shows whether the log is written again, and ends the state if it is.
      if (deps.logState.isFailing) void app.probeLog()
      const faults = await listFaults(deps)
      reply.code(faults.length === 0 ? 200 : 503)
      return {
        ready: faults.length === 0,
        state: stateOf(faults),
        faults,
        notices: await listNotices(deps),
      }
    },
  )
}
