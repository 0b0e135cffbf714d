import type { FastifyInstance } from 'fastify'
import { submitDisclosure } from '../acts/submit.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import type { CheckRate } from '../rate.ts'
import { PROOF_PROPERTIES, REFUSALS, closed, media } from './answer-schema.ts'

const ACCEPTED = closed(
  {
    id: { type: 'string' },
    manifest: { type: 'string' },
    state: { type: 'string', enum: ['released', 'held'] },
    needs: { type: 'array', items: { type: 'string' } },
    decision: { type: 'object', additionalProperties: true },
    notes: { type: 'array', items: { type: 'string' } },
    ...PROOF_PROPERTIES,
  },
  'Recorded. `held` waits for the verdicts in `needs`; `released` lies in the receivers’ inboxes.',
)

/** Sending. */
export function disclosureRoutes(app: FastifyInstance, gate: Gate, checkRate: CheckRate): void {
  app.post(
    '/v1/disclosures',
    {
      config: { countsItself: true },
      schema: {
        summary: 'Send a disclosure',
        description: 'The same disclosure sent again is told the same answer, with status 200.',
        tags: ['disclosures'],
        body: media('application/cbor', 'A submission: {v, manifest, parts, keyrings}.'),
        response: { 200: ACCEPTED, 201: ACCEPTED, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { status, body } = await submitDisclosure(gate, {
        actor: request.actor!,
        body: request.body,
        checkRate: () => checkRate(request),
        noteConcern: noteConcernOf(request),
      })
      // Text that is JSON already: Fastify would write it once more, member by member.
      reply.code(status).type('application/json; charset=utf-8')
      return body
    },
  )
}
