import type { FastifyInstance } from 'fastify'
import { REVIEW_QUEUES, REVIEW_REASONS } from '../../protocol/review.ts'
import type { ReviewQueue, ReviewReason } from '../../protocol/review.ts'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { listQueue } from '../acts/review-queue.ts'
import type { QueuePlace } from '../acts/review-queue.ts'
import { recordReview, showRecord } from '../acts/review.ts'
import type { RecordName } from '../acts/review.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import { PROOF_PROPERTIES, REFUSALS, SIGNED_TEXT, closed } from './answer-schema.ts'

const TEXT = { type: 'string' } as const
const NULLABLE_TEXT = { type: ['string', 'null'] } as const
const TEXTS = { type: 'array', items: TEXT } as const

const ROW = closed({
  of: { ...TEXT, description: 'The agency whose member acted.' },
  record: TEXT,
  at: TEXT,
  event: TEXT,
  actor: { ...TEXT, description: 'Pseudonym of the month.' },
  function: NULLABLE_TEXT,
  purpose: NULLABLE_TEXT,
  case: NULLABLE_TEXT,
  categories: TEXTS,
  code: NULLABLE_TEXT,
  reasons: TEXTS,
  state: { type: 'string', enum: ['new', 'asked'] },
  dueBy: TEXT,
  isOverdue: { type: 'boolean' },
})

interface QueueQuery {
  readonly reason?: ReviewReason
  readonly queue?: ReviewQueue
  readonly cursor?: string
  readonly limit?: string
}

const RECORD_ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const CURSOR = `^[0-9]{1,2} [0-9TZ:.-]{24} ${RECORD_ID}$`

/** Review: what waits for a compliance officer, one record of it, and the verdict. */
export function reviewRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Querystring: QueueQuery }>(
    '/v1/reviews/queue',
    {
      schema: {
        summary: 'What waits for review, and why',
        description:
          'By a member with the compliance role. Codes and pseudonyms; no content and no names of parties. What an officer did is in the queue of another agency. All of it at once, unless there is a limit: then ask again with `next` until it is null.',
        tags: ['compliance'],
        querystring: closed({
          reason: { type: 'string', enum: REVIEW_REASONS },
          queue: { type: 'string', enum: REVIEW_QUEUES },
          cursor: { type: 'string', pattern: CURSOR },
          limit: { type: 'string', pattern: '^[1-9][0-9]{0,2}$' },
        }),
        response: {
          200: closed({
            rows: { type: 'array', items: ROW },
            total: { type: 'integer' },
            next: NULLABLE_TEXT,
            unreviewable: {
              type: 'integer',
              description: 'Acts of this agency’s officers that no other agency can review.',
            },
            undrawn: { type: 'integer', description: 'Samples announced and never drawn.' },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor, query: { reason, queue, cursor, limit } }) => {
      const { next, ...page } = await listQueue(gate, {
        actor: actor!,
        ...(reason !== undefined && { reason }),
        ...(queue !== undefined && { queue }),
        ...(cursor !== undefined && { after: placeFrom(cursor) }),
        ...(limit !== undefined && { most: Number(limit) }),
      })
      return { ...page, next: next && `${next.weight} ${next.at} ${next.record}` }
    },
  )

  app.get<{ Params: RecordName }>(
    '/v1/reviews/records/:of/:record',
    {
      schema: {
        summary: 'One record that the officer may review, and its reviews',
        description:
          'By a member with the compliance role. Of a record of the own agency: who acted. A record is made of this.',
        tags: ['compliance'],
        params: {
          ...closed({
            of: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,40}$' },
            record: { type: 'string', pattern: `^${RECORD_ID}$` },
          }),
          required: ['of', 'record'],
        },
        response: {
          200: closed({
            body: { type: 'object', additionalProperties: true },
            member: NULLABLE_TEXT,
            reasons: { ...TEXTS, description: 'Why it must be reviewed.' },
            reviews: { ...TEXTS, description: 'The signed reviews, oldest first.' },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor, params }) => showRecord(gate, actor!, params),
  )

  app.post(
    '/v1/reviews',
    {
      schema: {
        summary: 'Decide about a record, signed',
        description: 'By a member with the compliance role.',
        tags: ['compliance'],
        body: SIGNED_TEXT,
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { actor, body } = request
      const appended = await recordReview(gate, {
        actor: actor!,
        body,
        noteConcern: noteConcernOf(request),
      })
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )
}

function placeFrom(cursor: string): QueuePlace {
  const [weight, at, record] = cursor.split(' ') as [string, string, string]
  return { weight: Number(weight), at, record }
}
