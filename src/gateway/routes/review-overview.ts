import type { FastifyInstance } from 'fastify'
import { REVIEW_QUEUES } from '../../protocol/review.ts'
import { listDenials } from '../acts/review-denials.ts'
import { countReview } from '../acts/review-numbers.ts'
import { listOwnSamples } from '../acts/review-samples.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed } from './answer-schema.ts'

const TEXT = { type: 'string' } as const
const NULLABLE_TEXT = { type: ['string', 'null'] } as const
const COUNT = { type: 'integer' } as const
const MONTH = { type: 'string', pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' } as const

const NUMBERS = closed({
  queues: closed(Object.fromEntries(REVIEW_QUEUES.map((queue) => [queue, COUNT]))),
  overdue: COUNT,
  unreviewable: COUNT,
  undrawn: COUNT,
  sample: closed({ month: TEXT, isDrawn: { type: 'boolean' } }),
  denials: { ...COUNT, description: 'Of the month that it is.' },
  inquiries: closed({ toApprove: COUNT, approved: COUNT }),
  alarms: { ...COUNT, description: 'About deliveries, of the last seven days.' },
})

const DENIALS = closed({
  month: TEXT,
  total: COUNT,
  days: { type: 'array', items: closed({ day: TEXT, denials: COUNT }) },
  members: {
    type: 'array',
    items: closed({ actor: TEXT, denials: COUNT, things: COUNT, lastAt: TEXT, record: TEXT }),
  },
  rows: {
    type: 'array',
    items: closed({
      record: TEXT,
      at: TEXT,
      event: TEXT,
      actor: TEXT,
      function: NULLABLE_TEXT,
      case: NULLABLE_TEXT,
      disclosure: NULLABLE_TEXT,
      code: NULLABLE_TEXT,
    }),
  },
})

/** What a compliance officer sees first: how much waits, and what stands beside the queue. */
export function reviewOverviewRoutes(app: FastifyInstance, gate: Gate): void {
  app.get(
    '/v1/reviews/numbers',
    {
      schema: {
        summary: 'How much waits for a compliance officer',
        description: 'By a member with the compliance role. Numbers of the own agency only.',
        tags: ['compliance'],
        response: { 200: NUMBERS, ...REFUSALS },
      },
    },
    async ({ actor }) => countReview(gate, actor!),
  )

  app.get<{ Querystring: { month?: string } }>(
    '/v1/reviews/denials',
    {
      schema: {
        summary: 'What members were denied in a month (UTC): each day, who most, and the newest',
        description: 'By a member with the compliance role. Codes and pseudonyms.',
        tags: ['compliance'],
        querystring: closed({ month: MONTH }),
        response: { 200: DENIALS, ...REFUSALS },
      },
    },
    async ({ actor, query }) => listDenials(gate, actor!, query.month),
  )

  app.get(
    '/v1/reviews/samples',
    {
      schema: {
        summary: 'The samples of the agency, oldest first, as they were signed',
        description: 'By a member with the compliance role.',
        tags: ['compliance'],
        response: {
          200: closed({
            samples: {
              type: 'array',
              items: closed({ month: TEXT, announcement: TEXT, draw: NULLABLE_TEXT }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor }) => ({ samples: await listOwnSamples(gate, actor!) }),
  )
}
