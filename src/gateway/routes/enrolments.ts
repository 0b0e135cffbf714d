import type { FastifyInstance } from 'fastify'
import type { SigningPublicKey } from '../../protocol/signing-key.ts'
import {
  answerCustodian,
  askToEnrol,
  findLeftFor,
  handOver,
  listColleagues,
  noteTaken,
} from '../acts/enrolments.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, SIGNED_TEXT, closed } from './answer-schema.ts'

const TEXTS = { type: 'array', items: { type: 'string' } } as const
const DONE = { 204: { type: 'null' }, ...REFUSALS } as const
const KID = { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' } as const

/** Sealed keys and introductions; a few of them. */
const LARGEST = 128 * 1024

/** Being admitted, for whoever has signed in. */
export function personEnrolmentRoutes(app: FastifyInstance, gate: Gate): void {
  app.post(
    '/v1/enrolments',
    {
      schema: {
        summary: 'Ask the custodians to be admitted',
        tags: ['enrolments'],
        body: SIGNED_TEXT,
        response: DONE,
      },
    },
    async (request, reply) => {
      await askToEnrol(gate, request.signIn!, request.body)
      return reply.code(204).send()
    },
  )
  app.get(
    '/v1/enrolment',
    {
      config: { passive: true },
      schema: {
        summary: 'What custodians and colleagues have left for the person',
        tags: ['enrolments'],
        response: {
          200: closed({
            kid: { type: ['string', 'null'] },
            introduction: { type: ['string', 'null'] },
            handovers: TEXTS,
          }),
          ...REFUSALS,
        },
      },
    },
    async (request) =>
      (await findLeftFor(gate, request.signIn!)) ?? {
        kid: null,
        introduction: null,
        handovers: [],
      },
  )
  app.delete<{ Params: { kid: string } }>(
    '/v1/enrolment/handovers/:kid',
    {
      schema: {
        summary: 'Forget a key that was taken in',
        tags: ['enrolments'],
        params: closed({ kid: KID }),
        response: DONE,
      },
    },
    async (request, reply) => {
      await noteTaken(gate, request.signIn!, [request.params.kid])
      return reply.code(204).send()
    },
  )
}

/** What members do for who is being admitted. */
export function memberEnrolmentRoutes(app: FastifyInstance, gate: Gate): void {
  app.get(
    '/v1/enrolments',
    {
      schema: {
        summary: 'Admitted colleagues in the member’s functions, to whom a key may be handed over',
        tags: ['enrolments'],
        response: { 200: closed({ enrolments: TEXTS }), ...REFUSALS },
      },
    },
    async (request) => ({ enrolments: await listColleagues(gate, request.actor!) }),
  )
  app.post<{ Params: { kid: string } }>(
    '/v1/enrolments/:kid/handovers',
    {
      schema: {
        summary: 'Hand a function’s key over, sealed to a colleague',
        tags: ['enrolments'],
        params: closed({ kid: KID }),
        body: SIGNED_TEXT,
        response: DONE,
      },
    },
    async (request, reply) => {
      const { kid: to } = request.params
      await handOver(gate, request.actor!, { to, body: request.body })
      return reply.code(204).send()
    },
  )
}

/** What custodians ask. No token: their signature is the authority. */
export function custodianRoutes(
  app: FastifyInstance,
  gate: Gate,
  node: SigningPublicKey | null,
): void {
  app.post(
    '/v1/custodian-requests',
    {
      bodyLimit: LARGEST,
      schema: {
        summary: 'Who asks to be admitted; leave an introduction or sealed keys for one of them',
        tags: ['enrolments'],
        body: SIGNED_TEXT,
        response: { 200: closed({ enrolments: TEXTS }), ...REFUSALS },
      },
    },
    async (request) => ({
      enrolments: await answerCustodian(gate, node?.kid ?? null, request.body),
    }),
  )
}
