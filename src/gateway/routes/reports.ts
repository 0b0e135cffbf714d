import type { FastifyInstance } from 'fastify'
import { encodeRecordClaim } from '../../protocol/record-claim.ts'
import { listReportsToApprove, recordReportApproval, showReport } from '../acts/approve-report.ts'
import { noteConcernOf } from '../concern.ts'
import type { Gate } from '../gate.ts'
import { PROOF_PROPERTIES, REFUSALS, SIGNED_TEXT, closed } from './answer-schema.ts'

const TEXT = { type: 'string' } as const
const AGENCY = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,40}$' } as const

/** Reports of periods, and the signatures on them. */
export function reportRoutes(app: FastifyInstance, gate: Gate): void {
  app.get<{ Params: { period: string }; Querystring: { of?: string } }>(
    '/v1/reports/:period',
    {
      schema: {
        summary: 'The report of a calendar year or half of one, without names',
        description:
          'By a member with the compliance role. `2026`, `2026-H1` or `2026-H2`. It is made once; `text` is its JSON, and `digest` the SHA-256 of that. With `of` the report of another agency of the agreement, once that has signed it.',
        tags: ['compliance'],
        params: {
          ...closed({ period: { type: 'string', pattern: '^20[0-9]{2}(-H[12])?$' } }),
          required: ['period'],
        },
        querystring: closed({ of: AGENCY }),
        response: {
          200: closed({
            text: TEXT,
            digest: TEXT,
            approvals: {
              type: 'array',
              items: closed({ agency: TEXT, digest: TEXT, text: { type: ['string', 'null'] } }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor, params: { period }, query }) =>
      showReport(gate, actor!, { of: query.of ?? actor!.agency, period }),
  )

  app.get(
    '/v1/report-approvals',
    {
      schema: {
        summary: 'Reports of other agencies of the agreement that these have signed',
        description: 'By a member with the compliance role.',
        tags: ['compliance'],
        response: {
          200: closed({
            reports: {
              type: 'array',
              items: closed({ of: TEXT, period: TEXT, isApproved: { type: 'boolean' } }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async ({ actor }) => ({ reports: await listReportsToApprove(gate, actor!) }),
  )

  app.post(
    '/v1/report-approvals',
    {
      schema: {
        summary: 'Sign the report of a period',
        description:
          'By a member with the compliance role. The agency that the report is about signs first.',
        tags: ['compliance'],
        body: SIGNED_TEXT,
        response: { 201: closed(PROOF_PROPERTIES), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { actor, body } = request
      const appended = await recordReportApproval(gate, {
        actor: actor!,
        body,
        noteConcern: noteConcernOf(request),
      })
      reply.code(201)
      return encodeRecordClaim(appended)
    },
  )
}
