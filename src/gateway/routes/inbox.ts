import type { FastifyInstance } from 'fastify'
import { listInbox } from '../../storage/inbox.ts'
import { listBarredCases } from '../../storage/relation.ts'
import { listSigned } from '../../storage/signed.ts'
import { BOXES } from '../../protocol/box.ts'
import type { Box } from '../../protocol/box.ts'
import { checkStanding } from '../checks/standing.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed } from './answer-schema.ts'
import { SIGNED } from './thread-schema.ts'

interface InboxQuery {
  readonly function: string
  readonly box?: Box
  readonly cursor?: string
  readonly limit?: string
}

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
  owner: { type: 'string', description: 'Member who has taken it over.' },
  signed: SIGNED,
})

const LARGEST_PAGE = 100
const PAGE = 50

/** What lies with a function. */
export function inboxRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Querystring: InboxQuery }>(
    '/v1/inbox',
    {
      schema: {
        summary: 'What lies with a function, newest first',
        tags: ['disclosures'],
        querystring: {
          ...closed({
            function: { type: 'string', maxLength: 90 },
            box: { type: 'string', enum: BOXES },
            cursor: { type: 'string', pattern: '^[0-9]{1,15}$' },
            limit: { type: 'string', pattern: '^[1-9][0-9]{0,2}$' },
          }),
          required: ['function'],
        },
        response: {
          200: closed({
            items: { type: 'array', items: ITEM },
            next: { type: ['string', 'null'] },
          }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const { function: id, box = 'in', cursor, limit } = request.query
      const actor = request.actor!
      checkStanding(gate, actor, id)
      const barred = await listBarredCases(gate.db, actor)
      const { items: all, next } = await listInbox(gate.db, {
        agency: actor.agency,
        function: id,
        box,
        ...(cursor === undefined ? {} : { cursor: Number(cursor) }),
        limit: Math.min(Number(limit ?? PAGE), LARGEST_PAGE),
      })
      const items = all.filter((item) => !barred.has(item.case))
      const ids = items.map((item) => item.id)
      const signed = await listSigned(gate.db, actor.agency, ids, ['receipt', 'withdrawal'])
      await gate.writer.append({
        kind: 'event',
        event: 'inbox.listed',
        agency: actor.agency,
        actor: actor.member,
        function: id,
        code: box,
        counts: { items: items.length },
      })
      return {
        items: items.map((item) => ({ ...item, signed: signed(item.id) })),
        next: next === null ? null : String(next),
      }
    },
  )
}
