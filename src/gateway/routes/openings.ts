import type { FastifyInstance } from 'fastify'
import { listOwnOpenings } from '../acts/own-openings.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed } from './answer-schema.ts'

const TEXT = { type: 'string' } as const
const MONTH = { type: 'string', pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' } as const

/** What the acting member has opened: for the member, and nobody else, to see here. */
export function openingRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Querystring: { month?: string } }>(
    '/v1/openings',
    {
      schema: {
        summary: 'What the acting member opened or took out in a month (UTC), newest first',
        tags: ['disclosures'],
        querystring: closed({ month: MONTH }),
        response: {
          200: closed({
            month: TEXT,
            first: { type: 'string', description: 'Month before which there is nothing.' },
            items: {
              type: 'array',
              items: closed({
                record: TEXT,
                at: TEXT,
                event: TEXT,
                function: TEXT,
                case: TEXT,
                disclosure: TEXT,
                type: { type: ['string', 'null'] },
                purpose: TEXT,
                categories: { type: 'array', items: TEXT },
              }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async (request) => listOwnOpenings(gate, request.actor!, request.query.month),
  )
}
