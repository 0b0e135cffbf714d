import type { FastifyInstance } from 'fastify'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { encodeTime } from '../../protocol/time.ts'
import { recordRelation } from '../acts/relate.ts'
import type { ReviewRequest } from '../acts/review.ts'
import { listPopulation, recordSample } from '../acts/review-sample.ts'
import {
  listCaseTimeline,
  listMemberTimeline,
  listOpenInquiries,
  recordInquiry,
} from '../acts/review-timeline.ts'
import type { Appended } from '../../audit/write-item.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import { PROOF_PROPERTIES, REFUSALS, SIGNED_TEXT, closed } from './answer-schema.ts'

const TEXT = { type: 'string' } as const
const NULLABLE_TEXT = { type: ['string', 'null'] } as const
const DIGEST = { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' } as const
const CASE = {
  type: 'string',
  pattern: '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$',
} as const

const ROWS = {
  rows: {
    type: 'array',
    items: closed({
      record: TEXT,
      isOwn: { type: 'boolean', description: 'Whether the officer who asks did it.' },
      body: {
        type: 'object',
        additionalProperties: true,
        description: 'As the leaf commits to it: codes and pseudonyms.',
      },
    }),
  },
} as const

const ABOUT = {
  ...closed({
    at: TEXT,
    event: TEXT,
    function: NULLABLE_TEXT,
    purpose: NULLABLE_TEXT,
    code: NULLABLE_TEXT,
  }),
  description: 'What the record says that the inquiry begins at; not who acted, nor in which case.',
} as const

/** Samples, timelines of a case, and inquiries into one member. All by officers, and recorded. */
export function oversightRoutes(app: FastifyInstance, gate: Gate): void {
  signedRoute(app, {
    path: '/v1/reviews/samples',
    summary: 'Announce a random sample, or draw it, signed',
    accept: (request) => recordSample(gate, request),
  })
  signedRoute(app, {
    path: '/v1/reviews/inquiries',
    summary: 'Ask to see all that a member did, or approve it, signed',
    accept: (request) => recordInquiry(gate, request),
  })

  signedRoute(app, {
    path: '/v1/relations',
    summary: 'Say what could tie a member to a party, as tokens, signed',
    accept: (request) => recordRelation(gate, request),
  })

  app.get<{ Params: { digest: string } }>(
    '/v1/reviews/samples/:digest/population',
    {
      schema: {
        summary: 'What an announced sample is drawn from',
        tags: ['compliance'],
        params: { ...closed({ digest: DIGEST }), required: ['digest'] },
        response: {
          200: closed({
            population: { type: 'array', items: TEXT },
            root: { ...TEXT, description: 'Of the first tree that holds the announcement.' },
            checkpoint: { ...TEXT, description: 'Of that tree, a signed note.' },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor, params: { digest } }) => listPopulation(gate, actor!, digest),
  )

  app.get<{ Params: { case: string } }>(
    '/v1/reviews/cases/:case',
    {
      schema: {
        summary: 'All that the agency’s members did in a case',
        tags: ['compliance'],
        params: { ...closed({ case: CASE }), required: ['case'] },
        response: { 200: closed(ROWS), ...REFUSALS },
      },
    },
    async ({ actor, params }) => ({ rows: await listCaseTimeline(gate, actor!, params.case) }),
  )

  app.get(
    '/v1/reviews/inquiries',
    {
      schema: {
        summary: 'Open inquiries of the agency',
        description: 'By an officer or a decision-maker; not those about the member who asks.',
        tags: ['compliance'],
        response: {
          200: closed({
            inquiries: {
              type: 'array',
              items: closed({ digest: TEXT, text: TEXT, approvedAt: NULLABLE_TEXT, about: ABOUT }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor }) => {
      const found = await listOpenInquiries(gate, actor!)
      const inquiries = found.map(({ digest, text, approvedAt, about }) => ({
        digest,
        text,
        approvedAt: approvedAt === null ? null : encodeTime(approvedAt),
        about: {
          at: about.ts,
          event: about.ev,
          function: about.function ?? null,
          purpose: about.purpose ?? null,
          code: about.code ?? null,
        },
      }))
      return { inquiries }
    },
  )

  app.get<{ Params: { digest: string } }>(
    '/v1/reviews/inquiries/:digest',
    {
      schema: {
        summary: 'All that the member in question did, once a second person has approved',
        tags: ['compliance'],
        params: { ...closed({ digest: DIGEST }), required: ['digest'] },
        response: { 200: closed({ member: NULLABLE_TEXT, ...ROWS }), ...REFUSALS },
      },
    },
    async ({ actor, params: { digest } }) => listMemberTimeline(gate, actor!, digest),
  )
}

interface SignedRoute {
  readonly path: string
  readonly summary: string
  readonly accept: (request: ReviewRequest) => Promise<Appended>
}

function signedRoute(app: FastifyInstance, { path, summary, accept }: SignedRoute): void {
  app.post(
    path,
    {
      schema: {
        summary,
        tags: ['compliance'],
        body: SIGNED_TEXT,
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { actor, body } = request
      const appended = await accept({ actor: actor!, body, noteConcern: noteConcernOf(request) })
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )
}
