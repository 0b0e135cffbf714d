import type { FastifyInstance } from 'fastify'
import type { AgencyView } from '../agency-view.ts'
import { listAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed } from './answer-schema.ts'

const TEXTS = { type: 'array', items: { type: 'string' } } as const

/** An agency as its own signed statements; the reader verifies them back to its own pin. */
const AGENCY = closed({
  agency: { type: 'string' },
  roots: TEXTS,
  roster: { type: ['string', 'null'] },
  credentials: TEXTS,
  functionKeys: TEXTS,
  agreements: TEXTS,
})

interface AgencyParams {
  readonly agency: string
}

/** The directory, for members. */
export function agencyRoutes(app: FastifyInstance, gate: Gate): void {
  app.get(
    '/v1/agencies',
    {
      schema: {
        summary: 'All agencies of this node',
        tags: ['agencies'],
        response: { 200: closed({ agencies: { type: 'array', items: AGENCY } }), ...REFUSALS },
      },
    },
    async (request) => {
      listAssignments(gate, request.actor!)
      return { agencies: gate.directory.list().map((view) => agencyBody(gate, view)) }
    },
  )
  app.get(
    '/v1/agencies/:agency',
    {
      schema: {
        summary: 'One agency',
        tags: ['agencies'],
        params: closed({ agency: { type: 'string', maxLength: 41 } }),
        response: { 200: AGENCY, ...REFUSALS },
      },
    },
    async (request) => {
      listAssignments(gate, request.actor!)
      const { agency } = request.params as AgencyParams
      const view = gate.directory.find(agency)
      if (view === undefined) throw new GatewayError('not-found', 'no such agency')
      return agencyBody(gate, view)
    },
  )
}

function agencyBody({ directory }: Gate, { agency, texts, state }: AgencyView) {
  return {
    agency,
    roots: texts.roots,
    roster: state?.roster.text ?? null,
    // Also those of members who have left: what they signed must still be verified.
    credentials: texts.credentials,
    functionKeys: texts.functionKeys,
    agreements: directory
      .agreements()
      .filter(({ payload }) => payload.parties.includes(agency))
      .map(({ text }) => text),
  }
}
