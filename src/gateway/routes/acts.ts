import type { FastifyInstance, FastifyRequest } from 'fastify'
import { countersign } from '../acts/countersign.ts'
import type { ActRequest } from '../acts/member-act.ts'
import { openDisclosure } from '../acts/open.ts'
import { recordReceipt } from '../acts/receipt.ts'
import { recordUse } from '../acts/use.ts'
import { withdraw } from '../acts/withdraw.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { PROOF_PROPERTIES, REFUSALS, SIGNED_TEXT, closed, media } from './answer-schema.ts'
import { DISCLOSURE_PARAMS } from './params.ts'
import type { DisclosureParams } from './params.ts'
import { sendBytes } from './send-bytes.ts'

type Act = FastifyRequest<{ Params: DisclosureParams }>

/** Signed acts about a disclosure: each is a JWS by the acting member, recorded before its effect. */
export function actRoutes(app: FastifyInstance, gate: Gate): void {
  const schema = { params: DISCLOSURE_PARAMS, body: SIGNED_TEXT, tags: ['disclosures'] }

  app.post(
    '/v1/disclosures/:id/countersignatures',
    {
      schema: {
        ...schema,
        summary: 'Give a verdict on a held disclosure',
        response: {
          201: closed({
            state: { type: 'string', enum: ['held', 'released', 'refused'] },
            needs: { type: 'array', items: { type: 'string' } },
            ...PROOF_PROPERTIES,
          }),
          ...REFUSALS,
        },
      },
    },
    async (request: Act, reply) => {
      const { state, needs, appended } = await countersign(gate, actRequest(request))
      reply.code(201)
      return { state, needs, ...encodeRecordClaim(appended) }
    },
  )

  app.post(
    '/v1/disclosures/:id/open',
    {
      schema: {
        ...schema,
        summary: 'Open a released disclosure',
        response: {
          200: media('application/cbor', 'Manifest, decision, keyring and readable parts.'),
          ...REFUSALS,
        },
      },
    },
    async (request: Act, reply) => {
      const bytes = await openDisclosure(gate, actRequest(request))
      return sendBytes(reply, 'application/cbor', bytes)
    },
  )

  app.post(
    '/v1/disclosures/:id/receipts',
    {
      schema: {
        ...schema,
        summary: 'Say what has happened to a disclosure on the receiving side',
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request: Act, reply) => {
      const appended = await recordReceipt(gate, actRequest(request))
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )

  app.post(
    '/v1/disclosures/:id/uses',
    {
      schema: {
        ...schema,
        summary: 'Say that content was printed, copied or written to a file',
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request: Act, reply) => {
      const appended = await recordUse(gate, actRequest(request))
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )

  app.post(
    '/v1/disclosures/:id/withdrawals',
    {
      schema: {
        ...schema,
        summary: 'Take a disclosure back',
        description:
          '`cancelled`: it was not released and will not be. `recalled`: nobody had opened it, and nobody will. `withdrawn-late`: a receiver had opened it, and is told.',
        response: {
          201: closed({
            state: { type: 'string', enum: ['cancelled', 'recalled', 'withdrawn-late'] },
            ...PROOF_PROPERTIES,
          }),
          ...REFUSALS,
        },
      },
    },
    async (request: Act, reply) => {
      const { state, appended } = await withdraw(gate, actRequest(request))
      reply.code(201)
      return { state, ...encodeRecordClaim(appended) }
    },
  )
}

function actRequest(request: Act): ActRequest {
  return {
    actor: request.actor!,
    id: request.params.id,
    body: request.body,
    noteConcern: noteConcernOf(request),
  }
}
