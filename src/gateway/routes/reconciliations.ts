import type { FastifyInstance } from 'fastify'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { swedishDaySpan } from '../../policy/swedish-midnight.ts'
import { listAlarms, listExchange, recordReconciliation } from '../acts/reconcile.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import { PROOF_PROPERTIES, REFUSALS, SIGNED_TEXT, closed } from './answer-schema.ts'

const TEXT = { type: 'string' } as const
const NULLABLE_TEXT = { type: ['string', 'null'] } as const
const DAY = { type: 'string', pattern: '^20[0-9]{2}-[0-9]{2}-[0-9]{2}$' } as const

const MESSAGE = closed({
  disclosure: TEXT,
  manifest: TEXT,
  type: TEXT,
  from: TEXT,
  to: TEXT,
  kid: { ...TEXT, description: 'Key of the receiving function that it is sealed to.' },
  releasedAt: TEXT,
  delivered: { ...NULLABLE_TEXT, description: 'The node’s receipt.' },
  opened: { ...NULLABLE_TEXT, description: 'The receiving function’s first open request.' },
  isRecalled: { type: 'boolean' },
})

interface ExchangeQuery {
  readonly with: string
  readonly cursor?: string
}

/** Reconciliation: what was exchanged in a day, for each side to count, and the counts that both have signed. */
export function reconciliationRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Params: { day: string }; Querystring: ExchangeQuery }>(
    '/v1/reconciliations/:day',
    {
      schema: {
        summary: 'What the agency exchanged with another in a day',
        description:
          'By a member with the registrar or compliance role. The day is a calendar day in Sweden. Ask again with `next` until it is null.',
        tags: ['reconciliation'],
        params: { ...closed({ day: DAY }), required: ['day'] },
        querystring: {
          ...closed({
            with: { type: 'string', maxLength: 45 },
            cursor: { type: 'string', pattern: '^[0-9]{1,15} [a-z0-9/-]{1,90}$' },
          }),
          required: ['with'],
        },
        response: {
          200: closed({
            messages: { type: 'array', items: MESSAGE },
            next: NULLABLE_TEXT,
            statements: {
              type: 'array',
              items: closed({ agency: TEXT, text: { ...TEXT, description: 'The signed count.' } }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor, params: { day }, query }) => {
      const [recorded, receiver] = query.cursor?.split(' ') ?? []
      const page = await listExchange(gate, {
        actor: actor!,
        day,
        with: query.with,
        ...(receiver !== undefined && {
          cursor: { recorded: Number(recorded), function: receiver },
        }),
      })
      const { messages, next, statements } = page
      return { messages, next: next && `${next.recorded} ${next.function}`, statements }
    },
  )

  app.get<{ Querystring: { since: string } }>(
    '/v1/delivery-alarms',
    {
      schema: {
        summary: 'Alarms about deliveries to and from the agency since a day',
        description: 'By a member with the registrar or compliance role.',
        tags: ['reconciliation'],
        querystring: { ...closed({ since: DAY }), required: ['since'] },
        response: {
          200: closed({
            alarms: {
              type: 'array',
              items: closed({
                day: TEXT,
                code: TEXT,
                from: TEXT,
                to: TEXT,
                messages: { type: 'integer' },
                oldest: NULLABLE_TEXT,
              }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor, query: { since } }) => {
      // Refuses a day that is none.
      swedishDaySpan(since)
      return { alarms: await listAlarms(gate, { actor: actor!, since }) }
    },
  )

  app.post(
    '/v1/reconciliations',
    {
      schema: {
        summary: 'Say how many messages were exchanged in a day, signed',
        description: 'By a member with the registrar or compliance role.',
        tags: ['reconciliation'],
        body: SIGNED_TEXT,
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { actor, body } = request
      const appended = await recordReconciliation(gate, {
        actor: actor!,
        body,
        noteConcern: noteConcernOf(request),
      })
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )
}
