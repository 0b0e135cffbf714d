import type { FastifyInstance } from 'fastify'
import { listFunctionCases, lookUpCase } from '../acts/thread.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed } from './answer-schema.ts'
import { CASE_REFERENCE, FUNCTION, MESSAGE } from './thread-schema.ts'

interface CasesQuery {
  readonly function: string
  readonly cursor?: string
  readonly limit?: string
}

const TEXT = { type: 'string' } as const
const LARGEST_PAGE = 100
const PAGE = 50

const CASES = closed({
  items: {
    type: 'array',
    items: closed({
      case: TEXT,
      caseType: TEXT,
      messages: { type: 'integer' },
      firstAt: TEXT,
      lastAt: TEXT,
    }),
  },
  next: { type: ['string', 'null'] },
})

/** The cases of a function, and the thread of one. There is no search: only the own list, or a reference that is known. */
export function threadRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Querystring: CasesQuery }>(
    '/v1/cases',
    {
      schema: {
        summary: 'The cases that a function takes part in, the newest message first',
        tags: ['disclosures'],
        querystring: {
          ...closed({
            function: FUNCTION,
            cursor: { type: 'string', pattern: '^[0-9]{1,15}$' },
            limit: { type: 'string', pattern: '^[1-9][0-9]{0,2}$' },
          }),
          required: ['function'],
        },
        response: { 200: CASES, ...REFUSALS },
      },
    },
    async (request) => {
      const { function: id, cursor, limit } = request.query
      const { items, next } = await listFunctionCases(gate, request.actor!, {
        function: id,
        ...(cursor !== undefined && { cursor: Number(cursor) }),
        limit: Math.min(Number(limit ?? PAGE), LARGEST_PAGE),
      })
      return { items, next: next === null ? null : String(next) }
    },
  )

  app.get<{ Params: { reference: string } }>(
    '/v1/cases/:reference',
    {
      schema: {
        summary: 'The messages of a case that the member’s functions take part in',
        tags: ['disclosures'],
        params: { ...closed({ reference: CASE_REFERENCE }), required: ['reference'] },
        response: {
          200: closed({
            case: TEXT,
            caseType: TEXT,
            cursor: TEXT,
            messages: { type: 'array', items: MESSAGE },
          }),
          ...REFUSALS,
        },
      },
    },
    async (request) =>
      lookUpCase(gate, {
        actor: request.actor!,
        case: request.params.reference,
        noteConcern: noteConcernOf(request),
      }),
  )
}
