import type { FastifyInstance } from 'fastify'
import { parseDigest } from '../../protocol/sha256.ts'
import { encodePolicySet } from '../../policy/pack.ts'
import { findPolicySet } from '../../storage/policy-set.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed, media } from './answer-schema.ts'
import { sendBytes } from './send-bytes.ts'

const NAME = { type: 'string', maxLength: 64 } as const

/** What a client composes and checks by: the law as data, and the message types. */
export function referenceRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Params: { digest: string } }>(
    '/v1/policy-sets/:digest',
    {
      schema: {
        summary: 'A policy set, as the bytes that its digest covers',
        tags: ['policy'],
        params: closed({ digest: NAME }),
        response: { 200: media('application/json', 'The pack.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const digest = parseDigest(request.params.digest)
      const { active } = gate.policySets
      const bytes =
        digest === active.digest ? encodePolicySet(active) : await findPolicySet(gate.db, digest)
      if (bytes === undefined) throw new GatewayError('not-found', 'no such policy set')
      return sendBytes(reply, 'application/json; charset=utf-8', bytes)
    },
  )

  app.get<{ Params: { type: string } }>(
    '/v1/message-types/:type',
    {
      schema: {
        summary: 'A message type, as its annotated JSON Schema',
        tags: ['policy'],
        params: closed({ type: NAME }),
        response: { 200: { type: 'object', additionalProperties: true }, ...REFUSALS },
      },
    },
    async (request) => {
      const found = gate.messageTypes.get(request.params.type)
      if (found === undefined) throw new GatewayError('not-found', 'no such message type')
      return found.schema
    },
  )
}
