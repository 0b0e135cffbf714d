import type { FastifyInstance } from 'fastify'
import { publishStatement } from '../acts/publish.ts'
import type { Gate } from '../gate.ts'
import type { Digest } from '../../protocol/sha256.ts'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { PROOF_PROPERTIES, REFUSALS, SIGNED_TEXT, closed } from './answer-schema.ts'

/** Larger than any roster of an agency with some thousand members; read without a token, so kept small. */
const LARGEST = 4 * 1024 * 1024

/** Publishing. No token: the custodians' signatures are the authority. */
export function statementRoutes(
  app: FastifyInstance,
  gate: Gate & { readonly pins: ReadonlyMap<string, Digest> },
): void {
  app.post(
    '/v1/statements',
    {
      bodyLimit: LARGEST,
      schema: {
        summary: 'Publish a root, credential, function key, roster or agreement',
        tags: ['agencies'],
        body: SIGNED_TEXT,
        response: {
          201: closed({ digest: { type: 'string' }, ...PROOF_PROPERTIES }),
          ...REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const { digest, appended } = await publishStatement(gate, request.body)
      reply.code(201)
      return { digest, ...encodeRecordClaim(appended) }
    },
  )
}
