import type { FastifyInstance } from 'fastify'
import { previewDecision } from '../acts/preview.ts'
import type { DecidedPart } from '../checks/policy.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import { CATEGORIES } from '../../protocol/vocabulary.ts'
import { REFUSALS } from './answer-schema.ts'
import { EXPLANATION } from './explanation-schema.ts'

interface PreviewBody {
  readonly head: unknown
  readonly parts: readonly DecidedPart[]
}

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['head', 'parts'],
  properties: {
    head: { type: 'object', description: 'As schemas/statements/head.json.' },
    parts: {
      type: 'array',
      minItems: 1,
      maxItems: 99,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'subject', 'category', 'readers'],
        properties: {
          id: { type: 'string', pattern: '^p[1-9][0-9]?$' },
          subject: { type: 'string', pattern: '^s[1-9][0-9]?$' },
          category: { type: 'string', enum: [...CATEGORIES] },
          readers: {
            type: 'array',
            minItems: 1,
            maxItems: 99,
            items: { type: 'string', maxLength: 90 },
          },
        },
      },
    },
  },
} as const

/** Dry runs. */
export function decisionRoutes(app: FastifyInstance, gate: Gate): void {
  app.post<{ Body: PreviewBody }>(
    '/v1/decisions',
    {
      schema: {
        summary: 'The decision that a disclosure would get now',
        tags: ['policy'],
        body: { content: { 'application/json': { schema: BODY } } },
        response: {
          200: {
            type: 'object',
            additionalProperties: true,
            description: 'The decision, `notes`, and `explanation`: the same ready to be told.',
            properties: { explanation: EXPLANATION },
          },
          ...REFUSALS,
        },
      },
    },
    async (request) =>
      previewDecision(gate, {
        ...request.body,
        actor: request.actor!,
        noteConcern: noteConcernOf(request),
      }),
  )
}
