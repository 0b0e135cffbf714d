import type { FastifyInstance, FastifyRequest } from 'fastify'
import { listAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import { buildEventStreams } from '../event-streams.ts'
import { buildFeed, findNewestPosition } from '../feed.ts'
import type { Feed } from '../feed.ts'
import type { Gate } from '../gate.ts'
import { REFUSALS, closed, media } from './answer-schema.ts'

/** How often is looked; both in ms, and as the service says unless given. */
export interface EventTimes {
  /** Between two looks at the newest checkpoint. */
  readonly look?: number
  /** Between two beats of a stream. */
  readonly beat?: number
}

/** A position in the log, as clients carry it. */
const CURSOR = { type: 'string', pattern: '^(-1|[0-9]{1,15})$' } as const

/** What has changed, live: a stream that says for which function, and nothing else. */
export function eventRoutes(app: FastifyInstance, gate: Gate, times: EventTimes = {}): void {
  const { look, beat } = times
  const feed = buildFeed({
    db: gate.db,
    log: app.log,
    ...(look !== undefined && { interval: look }),
  })
  const streams = buildEventStreams({ feed, ...(beat !== undefined && { interval: beat }) })
  app.addHook('preClose', async () => streams.close())
  changesRoute(app, gate, feed)

  app.get<{ Querystring: { after?: string }; Headers: { 'last-event-id'?: string } }>(
    '/v1/events',
    {
      // Listening is no act of the member's.
      config: { passive: true },
      schema: {
        summary: 'What has changed for the member’s functions, as server-sent events',
        tags: ['disclosures'],
        description:
          'Events `change` with {function, cursor}, and `end` with {code}. Resumes after `Last-Event-ID`, else after `after`, else now.',
        querystring: {
          type: 'object',
          additionalProperties: false,
          properties: { after: CURSOR },
        },
        headers: { type: 'object', properties: { 'last-event-id': CURSOR } },
        response: { 200: media('text/event-stream', 'WHATWG HTML §9.2.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const said = request.headers['last-event-id'] ?? request.query.after
      const after = said === undefined ? await findNewestPosition(gate.db) : Number(said)
      const body = await streams.open({
        actor: request.actor!,
        after,
        check: () => checkListener(gate, request),
      })
      // Proxies must pass on each event as it comes.
      return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(body)
    },
  )
}

/** The same for who cannot keep a stream: asked for now and then. */
function changesRoute(app: FastifyInstance, gate: Gate, feed: Feed): void {
  app.get<{ Querystring: { after: string } }>(
    '/v1/changes',
    {
      config: { passive: true },
      schema: {
        summary: 'What has changed for the member’s functions after a place in the log',
        tags: ['disclosures'],
        querystring: { ...closed({ after: CURSOR }), required: ['after'] },
        response: {
          200: closed({
            cursor: { type: 'string' },
            changes: {
              type: 'array',
              items: closed({ function: { type: 'string' }, cursor: { type: 'string' } }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const functions = await checkListener(gate, request)
      const after = Number(request.query.after)
      const { changes, position } = await feed.look(request.actor!.agency, after)
      const cursors = new Map(changes?.map((it) => [it.function, it.cursor]))
      const told = functions.filter((id) => changes === null || cursors.has(id))
      return {
        cursor: String(position),
        changes: told.map((id) => ({ function: id, cursor: String(cursors.get(id) ?? position) })),
      }
    },
  )
}

/** The functions of a member who may listen now; throws as `listAssignments`, and when the sign-in has ended. */
async function checkListener(gate: Gate, request: FastifyRequest): Promise<readonly string[]> {
  await gate.directory.refresh()
  if (!(await request.signIn!.isAlive()))
    throw new GatewayError('token-expired', 'the sign-in has ended')
  return [...new Set(listAssignments(gate, request.actor!).map((it) => it.function))]
}
