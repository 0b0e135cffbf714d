import type { FastifyInstance, FastifyRequest } from 'fastify'
import { exportEvidence } from '../acts/export-evidence.ts'
import type { EvidenceGate } from '../acts/export-evidence.ts'
import { declareConflict, lookAtHeld, lookAtSent, lookUpDisclosure } from '../acts/look-up.ts'
import type { LookUp } from '../acts/look-up.ts'
import { noteConcernOf } from '../concern.ts'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { PROOF_PROPERTIES, REFUSALS, closed, media } from './answer-schema.ts'
import { DISCLOSURE_PARAMS } from './params.ts'
import type { DisclosureParams } from './params.ts'
import { sendBytes } from './send-bytes.ts'

type Look = FastifyRequest<{ Params: DisclosureParams }>

/** Looking at a disclosure without opening it. Recorded each time. */
export function lookUpRoutes(app: FastifyInstance, gate: EvidenceGate): void {
  const schema = { params: DISCLOSURE_PARAMS, tags: ['disclosures'] }

  app.get(
    '/v1/disclosures/:id',
    {
      schema: {
        ...schema,
        summary: 'Where a disclosure stands',
        response: { 200: { type: 'object', additionalProperties: true }, ...REFUSALS },
      },
    },
    async (request: Look) => lookUpDisclosure(gate, lookUp(request)),
  )

  app.get(
    '/v1/disclosures/:id/held',
    {
      schema: {
        ...schema,
        summary: 'A held disclosure, for who gives the verdict',
        response: { 200: media('application/cbor', 'As when opened.'), ...REFUSALS },
      },
    },
    async (request: Look, reply) =>
      sendBytes(reply, 'application/cbor', await lookAtHeld(gate, lookUp(request))),
  )

  app.get(
    '/v1/disclosures/:id/sent',
    {
      schema: {
        ...schema,
        summary:
          'An own disclosure, for an author of the sending function who corrects or renews it',
        response: { 200: media('application/cbor', 'As when opened.'), ...REFUSALS },
      },
    },
    async (request: Look, reply) =>
      sendBytes(reply, 'application/cbor', await lookAtSent(gate, lookUp(request))),
  )

  app.post(
    '/v1/disclosures/:id/conflict',
    {
      schema: {
        ...schema,
        summary: 'A conflict of interest, declared by who therefore does not open',
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request: Look, reply) => {
      const appended = await declareConflict(gate, lookUp(request))
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )

  app.get(
    '/v1/disclosures/:id/evidence',
    {
      schema: {
        ...schema,
        summary: 'Everything needed to verify a disclosure offline',
        response: { 200: media('application/cbor', 'An evidence bundle.'), ...REFUSALS },
      },
    },
    async (request: Look, reply) =>
      sendBytes(reply, 'application/cbor', await exportEvidence(gate, lookUp(request))),
  )
}

function lookUp(request: Look): LookUp {
  const { id } = request.params
  const noteConcern = noteConcernOf(request)
  // Known before it is known whether there is one: who asks for what is not his is to be seen.
  noteConcern({ disclosure: id })
  return { actor: request.actor!, id, noteConcern }
}
