import type { FastifyInstance } from 'fastify'
import { MOST_WORK, countWaiting, listFunctionWork } from '../acts/work.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed } from './answer-schema.ts'
import { FUNCTION, PROGRESS, SIGNED } from './thread-schema.ts'

const TEXT = { type: 'string' } as const

const ITEM = closed({
  id: TEXT,
  case: TEXT,
  type: TEXT,
  urgency: TEXT,
  from: closed({ agency: TEXT, function: TEXT }),
  to: { type: 'array', items: TEXT },
  state: TEXT,
  at: TEXT,
  releasedAt: TEXT,
  respondBy: TEXT,
  owner: { type: 'string', description: 'Member of the own agency who has it.' },
  progress: PROGRESS,
  signed: SIGNED,
})

const LIST = closed({ total: { type: 'integer' }, items: { type: 'array', items: ITEM } })

const WORK = closed({
  function: TEXT,
  at: TEXT,
  cursor: { type: 'string', description: 'Position in the log that this shows.' },
  lastArrival: { ...closed({ type: TEXT, at: TEXT }), type: ['object', 'null'] },
  usualGap: { type: ['integer', 'null'], description: 'ms that usually lie between two messages.' },
  unowned: LIST,
  ours: LIST,
  waiting: LIST,
})

const NUMBERS = closed({
  functions: {
    type: 'array',
    items: closed({
      function: TEXT,
      unowned: { type: 'integer' },
      acute: { type: 'integer' },
      toDecide: { type: 'integer' },
    }),
  },
})

/** Rows under each heading in one answer, however many are asked for. */
const LARGEST = 10_000

/** What waits, as the first screen shows it. */
export function workRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Querystring: { function: string; most?: string } }>(
    '/v1/inbox/work',
    {
      schema: {
        summary: 'What waits for a function: unowned, ours, waiting for others',
        tags: ['disclosures'],
        querystring: {
          ...closed({
            function: FUNCTION,
            most: { type: 'string', pattern: '^[1-9][0-9]{0,4}$' },
          }),
          required: ['function'],
        },
        response: { 200: WORK, ...REFUSALS },
      },
    },
    async ({ actor, query: { function: id, most } }) =>
      listFunctionWork(gate, actor!, id, Math.min(Number(most ?? MOST_WORK), LARGEST)),
  )

  app.get(
    '/v1/inbox/numbers',
    {
      // Asked for by itself whenever something changes.
      config: { passive: true },
      schema: {
        summary: 'How much waits for each of the member’s functions',
        tags: ['disclosures'],
        response: { 200: NUMBERS, ...REFUSALS },
      },
    },
    async (request) => ({ functions: await countWaiting(gate, request.actor!) }),
  )
}
