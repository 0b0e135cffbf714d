import type { FastifyInstance } from 'fastify'
import { encodeBase64url } from '../../protocol/base64url.ts'
import { addFunctionNote, listFunctionNotes, listFunctionTasks } from '../acts/notes.ts'
import { noteConcernOf } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed, media } from './answer-schema.ts'
import { CASE_REFERENCE, FUNCTION } from './thread-schema.ts'
import { DISCLOSURE_PARAMS } from './params.ts'

const BYTES = 'application/octet-stream'

/** Bytes of a sealed note, as the database takes them. */
const LARGEST = 8 * 1024

const QUERY = { ...closed({ function: FUNCTION }), required: ['function'] }

interface OfFunction {
  readonly function: string
}

const NOTE_FIELDS = {
  id: { type: 'string' },
  member: { type: 'string' },
  savedAt: { type: 'string' },
  sealed: { type: 'string', description: 'base64url' },
} as const
const NOTE = closed(NOTE_FIELDS)
const TASK = closed({
  ...NOTE_FIELDS,
  case: CASE_REFERENCE,
  about: { type: 'string', description: 'The message.' },
})

/** A function's notes about a case: sealed by the client for the members of the function. */
export async function noteRoutes(app: FastifyInstance, gate: Gate): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      BYTES,
      { parseAs: 'buffer' },
      async (_: unknown, body: Buffer) => body,
    )
    readRoute(scope, gate)
    writeRoute(scope, gate)
    tasksRoute(scope, gate)
  })
}

function readRoute(app: FastifyInstance, gate: Gate): void {
  app.get<{ Params: { reference: string }; Querystring: OfFunction }>(
    '/v1/cases/:reference/notes',
    {
      schema: {
        summary: 'A function’s notes about a case, oldest first, as they were sealed',
        tags: ['notes'],
        params: { ...closed({ reference: CASE_REFERENCE }), required: ['reference'] },
        querystring: QUERY,
        response: { 200: closed({ items: { type: 'array', items: NOTE } }), ...REFUSALS },
      },
    },
    async (request) => {
      const found = await listFunctionNotes(gate, {
        actor: request.actor!,
        function: request.query.function,
        case: request.params.reference,
        noteConcern: noteConcernOf(request),
      })
      return {
        items: found.map(({ bytes, ...note }) => ({ ...note, sealed: encodeBase64url(bytes) })),
      }
    },
  )
}

function tasksRoute(app: FastifyInstance, gate: Gate): void {
  app.get<{ Querystring: OfFunction }>(
    '/v1/tasks',
    {
      schema: {
        summary:
          'A function’s notes about its own messages that still stand, newest first, as they were sealed',
        tags: ['notes'],
        querystring: QUERY,
        response: { 200: closed({ items: { type: 'array', items: TASK } }), ...REFUSALS },
      },
    },
    async (request) => {
      const found = await listFunctionTasks(gate, {
        actor: request.actor!,
        function: request.query.function,
      })
      return {
        items: found.map(({ bytes, ...note }) => ({ ...note, sealed: encodeBase64url(bytes) })),
      }
    },
  )
}

function writeRoute(app: FastifyInstance, gate: Gate): void {
  app.put<{
    Params: { reference: string; id: string }
    Querystring: OfFunction & { readonly about?: string }
  }>(
    '/v1/cases/:reference/notes/:id',
    {
      bodyLimit: LARGEST,
      schema: {
        summary: 'Keep a note about a case',
        tags: ['notes'],
        description:
          'A note is never changed. Safe to repeat. `about`: a message of the function’s own, which makes it a task.',
        params: {
          ...closed({ reference: CASE_REFERENCE, id: DISCLOSURE_PARAMS.properties.id }),
          required: ['reference', 'id'],
        },
        querystring: {
          ...closed({ function: FUNCTION, about: DISCLOSURE_PARAMS.properties.id }),
          required: ['function'],
        },
        body: media(BYTES, 'The sealed note.'),
        response: { 204: { type: 'null' }, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { body } = request
      if (!Buffer.isBuffer(body) || body.length === 0)
        throw new GatewayError('request-invalid', 'the body must be the sealed note')
      const { reference, id } = request.params
      const asked = {
        actor: request.actor!,
        function: request.query.function,
        case: reference,
        noteConcern: noteConcernOf(request),
      }
      const { about } = request.query
      await addFunctionNote(gate, asked, { id, bytes: body, ...(about !== undefined && { about }) })
      return reply.code(204).send()
    },
  )
}
