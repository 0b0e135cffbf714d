import type { FastifyInstance } from 'fastify'
import type { AgencyView } from '../agency-view.ts'
import { listAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { proveRoster } from '../prove-roster.ts'
import { PROOF_PROPERTIES, REFUSALS, closed } from './answer-schema.ts'

const TEXTS = { type: 'array', items: { type: 'string' } } as const

/** An agency as its own signed statements; the reader verifies them back to its own pin. */
const AGENCY = closed({
  agency: { type: 'string' },
  roots: TEXTS,
  roster: { type: ['string', 'null'] },
  rosterRecord: {
    type: ['object', 'null'],
    additionalProperties: false,
    properties: PROOF_PROPERTIES,
  },
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
      return {
        agencies: await Promise.all(gate.directory.list().map((view) => agencyBody(gate, view))),
      }
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

async function agencyBody(gate: Gate, view: AgencyView) {
  const { directory } = gate
  const { agency, texts, state } = view
  return {
    agency,
    roots: texts.roots,
    roster: state?.roster.text ?? null,
    rosterRecord: await proveRoster(gate, view),
    // Also those of members who have left: what they signed must still be verified.
    credentials: texts.credentials,
    functionKeys: texts.functionKeys,
    agreements: directory
      .agreements()
      .filter(({ payload }) => payload.parties.includes(agency))
      .map(({ text }) => text),
  }
}
