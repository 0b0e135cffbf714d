import type { FastifyInstance } from 'fastify'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { parseDigest } from '../../protocol/sha256.ts'
import { findConfiguration } from '../../storage/configuration.ts'
import { recordVerification } from '../acts/record-verification.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { PROOF_PROPERTIES, REFUSALS, closed, media } from './answer-schema.ts'

interface Run {
  readonly size: number
  readonly outcome: string
}

/** What members see of how the node is run, and say of how it does. */
export function operationRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Params: { digest: string } }>(
    '/v1/configurations/:digest',
    {
      schema: {
        summary: 'What a process of this node once started with',
        description: 'Every start is an open record that names the digest of this text.',
        tags: ['operation'],
        params: closed({ digest: { type: 'string', maxLength: 64 } }),
        response: { 200: media('application/json', 'The exact text.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const text = await findConfiguration(gate.db, parseDigest(request.params.digest))
      if (text === undefined) throw new GatewayError('not-found', 'no such configuration')
      reply.type('application/json; charset=utf-8')
      return text
    },
  )

  app.post<{ Body: Run }>(
    '/v1/verifications',
    {
      schema: {
        summary: 'Say that the log was verified, and what was found',
        tags: ['log'],
        body: {
          ...closed({
            size: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
            outcome: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' },
          }),
          required: ['size', 'outcome'],
        },
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async ({ actor, body }, reply) => {
      const appended = await recordVerification(gate, { actor: actor!, ...body })
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )
}
