import type { FastifyInstance } from 'fastify'
import { discardDraft, keepDraft, listOwnDrafts, loadDraft } from '../acts/drafts.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed, media } from './answer-schema.ts'
import { DISCLOSURE_PARAMS } from './params.ts'
import type { DisclosureParams } from './params.ts'
import { sendBytes } from './send-bytes.ts'

const BYTES = 'application/octet-stream'

/** Bytes of a sealed draft, as the database takes them. */
const LARGEST = 256 * 1024

const SUMMARY = closed({
  id: { type: 'string' },
  sequence: { type: 'integer' },
  savedAt: { type: 'string' },
  size: { type: 'integer' },
})

/** A member's drafts: sealed by the client, a week at most, for the member alone. */
export async function draftRoutes(app: FastifyInstance, gate: Gate): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      BYTES,
      { parseAs: 'buffer' },
      async (_: unknown, body: Buffer) => body,
    )
    readRoutes(scope, gate)
    writeRoutes(scope, gate)
  })
}

function readRoutes(app: FastifyInstance, gate: Gate): void {
  app.get(
    '/v1/drafts',
    {
      schema: {
        summary: 'The acting member’s drafts, oldest first',
        tags: ['drafts'],
        response: { 200: closed({ items: { type: 'array', items: SUMMARY } }), ...REFUSALS },
      },
    },
    async (request) => ({ items: await listOwnDrafts(gate, request.actor!) }),
  )

  app.get<{ Params: DisclosureParams }>(
    '/v1/drafts/:id',
    {
      schema: {
        summary: 'A draft, as it was sealed',
        tags: ['drafts'],
        params: DISCLOSURE_PARAMS,
        response: { 200: media(BYTES, 'The sealed draft.'), ...REFUSALS },
      },
    },
    async (request, reply) =>
      sendBytes(reply, BYTES, await loadDraft(gate, request.actor!, request.params.id)),
  )
}

function writeRoutes(app: FastifyInstance, gate: Gate): void {
  app.put<{ Params: DisclosureParams; Querystring: { sequence: string } }>(
    '/v1/drafts/:id',
    {
      bodyLimit: LARGEST,
      schema: {
        summary: 'Save a draft',
        tags: ['drafts'],
        description:
          '`sequence` is 1 the first time, and one more each time. Safe to repeat; `draft-changed` when another tab was first.',
        params: DISCLOSURE_PARAMS,
        querystring: {
          ...closed({ sequence: { type: 'string', pattern: '^[1-9][0-9]{0,6}$' } }),
          required: ['sequence'],
        },
        body: media(BYTES, 'The sealed draft.'),
        response: { 204: { type: 'null' }, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { body } = request
      if (!Buffer.isBuffer(body) || body.length === 0)
        throw new GatewayError('request-invalid', 'the body must be the sealed draft')
      const { id } = request.params
      const sequence = Number(request.query.sequence)
      await keepDraft(gate, request.actor!, { id, sequence, bytes: body })
      return reply.code(204).send()
    },
  )

  app.delete<{ Params: DisclosureParams }>(
    '/v1/drafts/:id',
    {
      schema: {
        summary: 'Discard a draft',
        tags: ['drafts'],
        params: DISCLOSURE_PARAMS,
        response: { 204: { type: 'null' }, ...REFUSALS },
      },
    },
    async (request, reply) => {
      await discardDraft(gate, request.actor!, request.params.id)
      return reply.code(204).send()
    },
  )
}
