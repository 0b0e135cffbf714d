import type { FastifyInstance } from 'fastify'
import type { SigningPublicKey } from '../../protocol/signing-key.ts'
import { forgetEarlier } from '../acts/forget-vaults.ts'
import { discardVault, keepVault, listEarlier, loadVault, takeBackVault } from '../acts/vault.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, SIGNED_TEXT, closed, media } from './answer-schema.ts'
import { sendBytes } from './send-bytes.ts'

const BYTES = 'application/octet-stream'

/** Bytes of a vault, as the database takes them. */
const LARGEST = 128 * 1024

/** The person's own vault: sealed in the client, for members and for who is not one yet. */
export async function vaultRoutes(
  app: FastifyInstance,
  gate: Gate,
  node: SigningPublicKey | null,
): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      BYTES,
      { parseAs: 'buffer' },
      async (_: unknown, body: Buffer) => body,
    )
    readRoute(scope, gate)
    writeRoutes(scope, gate)
  })
  earlierRoutes(app, gate)
  forgetRoute(app, gate, node)
}

function forgetRoute(app: FastifyInstance, gate: Gate, node: SigningPublicKey | null): void {
  app.post(
    '/v1/vault/earlier/forget',
    {
      schema: {
        summary:
          'Forget every earlier vault, once other secrets open the one that is there; needs a fresh sign-in',
        tags: ['vault'],
        description:
          'A JWS by the member’s own key, which names the SHA-256 of the vault that stays. `vault-changed` when another is there.',
        body: SIGNED_TEXT,
        response: { 204: { type: 'null' }, ...REFUSALS },
      },
    },
    async (request, reply) => {
      await forgetEarlier(gate, node?.kid ?? null, {
        signIn: request.signIn!,
        body: request.body,
      })
      return reply.code(204).send()
    },
  )
}

function earlierRoutes(app: FastifyInstance, gate: Gate): void {
  app.get(
    '/v1/vault/earlier',
    {
      config: { passive: true },
      schema: {
        summary: 'When the person’s vaults of the last month were replaced or deleted',
        tags: ['vault'],
        response: {
          200: closed({ earlier: { type: 'array', items: { type: 'string' } } }),
          ...REFUSALS,
        },
      },
    },
    async (request) => ({ earlier: await listEarlier(gate, request.signIn!) }),
  )
  app.post<{ Params: { time: string } }>(
    '/v1/vault/earlier/:time/restore',
    {
      schema: {
        summary:
          'Take back the vault that was replaced or deleted at a time; needs a fresh sign-in',
        tags: ['vault'],
        params: closed({
          time: {
            type: 'string',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
          },
        }),
        response: { 204: { type: 'null' }, ...REFUSALS },
      },
    },
    async (request, reply) => {
      await takeBackVault(gate, request.signIn!, request.params.time)
      return reply.code(204).send()
    },
  )
}

function readRoute(app: FastifyInstance, gate: Gate): void {
  app.get(
    '/v1/vault',
    {
      schema: {
        summary: 'The person’s vault, as it was sealed',
        tags: ['vault'],
        response: { 200: media(BYTES, 'The sealed vault.'), ...REFUSALS },
      },
    },
    async (request, reply) => sendBytes(reply, BYTES, await loadVault(gate, request.signIn!)),
  )
}

function writeRoutes(app: FastifyInstance, gate: Gate): void {
  app.put<{ Querystring: { generation: string } }>(
    '/v1/vault',
    {
      bodyLimit: LARGEST,
      schema: {
        summary: 'Save the person’s vault',
        tags: ['vault'],
        description:
          '`generation` is 1 the first time, and one more each time. Safe to repeat; `vault-changed` when another tab or device was first.',
        querystring: {
          ...closed({ generation: { type: 'string', pattern: '^[1-9][0-9]{0,6}$' } }),
          required: ['generation'],
        },
        body: media(BYTES, 'The sealed vault.'),
        response: { 204: { type: 'null' }, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { body } = request
      if (!Buffer.isBuffer(body) || body.length === 0)
        throw new GatewayError('request-invalid', 'the body must be the sealed vault')
      const generation = Number(request.query.generation)
      await keepVault(gate, request.signIn!, { generation, bytes: body })
      return reply.code(204).send()
    },
  )

  app.delete(
    '/v1/vault',
    {
      schema: {
        summary: 'Delete the person’s vault, when nothing opens it any more; needs a fresh sign-in',
        tags: ['vault'],
        response: { 204: { type: 'null' }, ...REFUSALS },
      },
    },
    async (request, reply) => {
      await discardVault(gate, request.signIn!)
      return reply.code(204).send()
    },
  )
}
