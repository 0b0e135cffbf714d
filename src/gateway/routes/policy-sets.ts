import type { FastifyInstance, FastifyRequest } from 'fastify'
import { approvePolicy, proposePolicy, withdrawPolicy } from '../acts/change-policy.ts'
import type { PolicyChanged, ProposalAct } from '../acts/change-policy.ts'
import { listPolicySets } from '../acts/list-policy-sets.ts'
import { replayPolicy } from '../acts/replay-policy.ts'
import type { ReplayCursor } from '../acts/replay-policy.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import type { CheckRate } from '../rate.ts'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { parseDigest } from '../../protocol/sha256.ts'
import { encodeTime, parseTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import { PROOF_PROPERTIES, REFUSALS, SIGNED_TEXT, closed, media } from './answer-schema.ts'

type OnProposal = FastifyRequest<{ Params: { digest: string } }>

const CHANGED = closed({ digest: { type: 'string' }, ...PROOF_PROPERTIES })
const NULLABLE_TEXT = { type: ['string', 'null'] } as const

const LISTED = closed({
  policySet: { type: 'string' },
  state: {
    type: 'string',
    enum: ['proposed', 'approved', 'active', 'retired', 'lapsed', 'withdrawn', 'passed-over'],
  },
  activeFrom: { type: 'string' },
  retiredAt: NULLABLE_TEXT,
  proposal: NULLABLE_TEXT,
  statement: { ...NULLABLE_TEXT, description: 'The signed proposal.' },
  reason: {
    type: ['object', 'null'],
    properties: { sv: { type: 'string' }, en: { type: 'string' } },
  },
  tested: {
    type: ['object', 'null'],
    properties: { tables: { type: 'string' }, rows: { type: 'integer' } },
  },
  agency: NULLABLE_TEXT,
  approvals: {
    type: 'array',
    items: closed({
      agency: { type: 'string' },
      standing: { type: 'boolean' },
      statement: { type: 'string', description: 'The signed approval.' },
    }),
  },
  withdrawal: { ...NULLABLE_TEXT, description: 'The signed withdrawal.' },
})

interface ReplayBody {
  readonly at?: Time
  readonly cursor?: ReplayCursor
}

const CURSOR = {
  additionalProperties: false,
  required: ['function', 'recorded'],
  properties: { function: { type: 'string', maxLength: 90 }, recorded: { type: 'integer' } },
} as const

const REPLAY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    at: { type: 'string', maxLength: 30, description: 'Judges everything as of this time.' },
    cursor: { type: 'object', ...CURSOR },
  },
} as const

const COUNT = { type: 'integer' } as const
const OUTCOME = { type: 'string' } as const

const REPLAYED = closed({
  policySet: { type: 'string' },
  against: { type: 'string', description: 'The active set.' },
  judged: COUNT,
  flips: {
    type: 'array',
    items: closed({ from: OUTCOME, to: OUTCOME, decisions: COUNT }),
    description: 'Disclosures whose outcome as a whole is another.',
  },
  inParts: { ...COUNT, description: 'The same as a whole, but not for every part.' },
  rules: { type: 'array', items: closed({ rule: { type: 'string' }, decisions: COUNT }) },
  notRetained: { ...COUNT, description: 'Their facts have been deleted.' },
  denied: { ...COUNT, description: 'Of what is refused no facts are kept.' },
  notJudged: { ...COUNT, description: 'They name a function that nobody knows any more.' },
  next: { type: ['object', 'null'], ...CURSOR },
})

/**
 * The life of the rules: proposed, approved by two agencies, active from a day, retired by the next. `checkRate` is for
 * proposals, besides the rate of every request: rules take long to read, and are kept for ever.
 */
export function policySetRoutes(app: FastifyInstance, gate: Gate, checkRate: CheckRate): void {
  const params = closed({ digest: { type: 'string', maxLength: 64 } })

  app.get(
    '/v1/policy-sets',
    {
      schema: {
        summary: 'The policy sets that are, were or may become active, newest first',
        tags: ['policy'],
        response: { 200: closed({ policySets: { type: 'array', items: LISTED } }), ...REFUSALS },
      },
    },
    async () => ({ policySets: await listPolicySets(gate) }),
  )

  app.post(
    '/v1/policy-proposals',
    {
      schema: {
        summary: 'Propose a policy set',
        description: 'By a member with the policy role.',
        tags: ['policy'],
        body: media('application/cbor', 'A proposed policy set: {v, proposal, pack}.'),
        response: { 201: CHANGED, ...REFUSALS },
      },
    },
    async (request, reply) => {
      await checkRate(request)
      const act = { actor: request.actor!, body: request.body, noteConcern: noteConcernOf(request) }
      reply.code(201)
      return answer(await proposePolicy(gate, act))
    },
  )

  app.post(
    '/v1/policy-proposals/:digest/approvals',
    {
      schema: {
        summary: 'Approve a proposed policy set',
        description: 'By a member with the policy role; two agencies must, and not the proposer.',
        tags: ['policy'],
        params,
        body: SIGNED_TEXT,
        response: { 201: CHANGED, ...REFUSALS },
      },
    },
    async (request: OnProposal, reply) => {
      reply.code(201)
      return answer(await approvePolicy(gate, proposalAct(request)))
    },
  )

  app.post(
    '/v1/policy-proposals/:digest/withdrawal',
    {
      schema: {
        summary: 'Stop a proposed policy set that is not active yet',
        description: 'By any member with the policy role.',
        tags: ['policy'],
        params,
        body: SIGNED_TEXT,
        response: { 201: CHANGED, ...REFUSALS },
      },
    },
    async (request: OnProposal, reply) => {
      reply.code(201)
      return answer(await withdrawPolicy(gate, proposalAct(request)))
    },
  )

  app.post<{ Params: { digest: string }; Body: ReplayBody | undefined }>(
    '/v1/policy-sets/:digest/replay',
    {
      schema: {
        summary:
          'What the agency’s past decisions would be under this policy set: a page of counts',
        description:
          'By a member with the policy or compliance role. Ask again with `next` until it is null.',
        tags: ['policy'],
        params,
        body: { content: { 'application/json': { schema: REPLAY } } },
        response: { 200: REPLAYED, ...REFUSALS },
      },
    },
    async ({ actor, params: { digest }, body }) => {
      const { at, cursor } = body ?? {}
      return replayPolicy(gate, {
        actor: actor!,
        policySet: parseDigest(digest),
        ...(at !== undefined && { at: encodeTime(parseTime(at)) }),
        ...(cursor !== undefined && { cursor }),
      })
    },
  )
}

function proposalAct(request: OnProposal): ProposalAct {
  return {
    actor: request.actor!,
    proposal: parseDigest(request.params.digest),
    body: request.body,
    noteConcern: noteConcernOf(request),
  }
}

function answer({ digest, appended }: PolicyChanged) {
  return { digest, ...encodeRecordClaim(appended) }
}
