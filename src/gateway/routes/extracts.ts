import type { FastifyInstance } from 'fastify'
import type { CaseReference } from '../../protocol/case-reference.ts'
import { EXTRACT_DELIVERIES, SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import type { ExtractDelivery, SubjectRole } from '../../protocol/vocabulary.ts'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { recordExport } from '../acts/export.ts'
import { makeExtract } from '../acts/extract.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import { PROOF_PROPERTIES, REFUSALS, SIGNED_TEXT, closed } from './answer-schema.ts'

interface ExtractBody {
  readonly cases: readonly CaseReference[]
  readonly role: SubjectRole
  readonly mayReachFearedPerpetrator: boolean
  readonly delivery: ExtractDelivery
}

const BODY = {
  ...closed({
    cases: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: { type: 'string', pattern: '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$' },
    },
    role: { type: 'string', enum: SUBJECT_ROLES },
    delivery: {
      type: 'string',
      enum: EXTRACT_DELIVERIES,
      description: 'How it will reach the person; recorded.',
    },
    mayReachFearedPerpetrator: {
      type: 'boolean',
      description: 'Whether the extract could come into the hands of the one who is feared.',
    },
  }),
  required: ['cases', 'role', 'mayReachFearedPerpetrator', 'delivery'],
} as const

const TEXT = { type: 'string' } as const
const COUNT = { type: 'integer' } as const
const SIDE = closed({
  name: { type: ['object', 'null'], properties: { sv: TEXT, en: TEXT } },
  bodyType: { type: ['string', 'null'] },
})

/** What leaves the record: extracts for persons, and the signed lists of the files made of them. */
export function extractRoutes(app: FastifyInstance, gate: Gate): void {
  app.post<{ Body: ExtractBody }>(
    '/v1/extracts',
    {
      schema: {
        summary: 'What a person may be told, from the cases that he is in',
        description:
          'By a member with the compliance role. Dates, purposes, categories and functions; what is withheld is counted by ground.',
        tags: ['compliance'],
        body: { content: { 'application/json': { schema: BODY } } },
        response: {
          200: closed({
            entries: {
              type: 'array',
              items: closed({
                at: TEXT,
                what: TEXT,
                purpose: TEXT,
                categories: { type: 'array', items: TEXT },
                from: SIDE,
                to: SIDE,
              }),
            },
            withheld: { type: 'array', items: closed({ ground: TEXT, entries: COUNT }) },
            notRetained: { ...COUNT, description: 'Disclosures whose facts have been deleted.' },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor, body }) => makeExtract(gate, { actor: actor!, ...body }),
  )

  app.post(
    '/v1/exports',
    {
      schema: {
        summary: 'Say which files were made of what the gateway told, signed',
        description: 'By a member with the compliance role.',
        tags: ['compliance'],
        body: SIGNED_TEXT,
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { actor, body } = request
      const appended = await recordExport(gate, {
        actor: actor!,
        body,
        noteConcern: noteConcernOf(request),
      })
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )
}
