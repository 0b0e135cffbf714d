import type { FastifyInstance } from 'fastify'
import type { StoredHead } from '../../audit/store.ts'
import { encodeBase64url } from '../../protocol/base64url.ts'
import { TILE_WIDTH, parseEntryBundlePath, parseTilePath } from '../../protocol/tlog/tile.ts'
import { encodeTlogProof } from '../../protocol/tlog/tlog-proof.ts'
import type { Db } from '../../storage/db.ts'
import { listErasures } from '../../storage/erasures.ts'
import { findTile, loadEntryBundle } from '../../storage/tiles.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { loadNote } from '../cosigned-note.ts'
import type { LogGate } from '../quorum-note.ts'
import { GatewayError } from '../errors.ts'
import { loadCheckpoint, loadConsistency, loadInclusion, loadOpened } from '../log-proofs.ts'
import { REFUSALS, closed, media } from './answer-schema.ts'
import { sendBytes } from './send-bytes.ts'
import { webBundleRoutes } from './web-bundles.ts'

/** A year in an address; without it the current one is meant. */
const YEAR = { type: 'string', pattern: '^[1-9][0-9]{3}$' } as const

/** A number in an address: no sign, no leading zero, within what a JavaScript number counts exactly. */
const NUMBER = { type: 'string', pattern: '^(0|[1-9][0-9]{0,14})$' } as const

/** Asks for the newest checkpoint with a quorum of cosignatures instead of the newest. */
const COSIGNED = { type: 'string', enum: ['yes'] } as const
const COSIGNED_TEXT =
  'The note carries the cosignatures that it has by now. `cosigned=yes` asks for the newest one that a quorum of the witnesses has cosigned.'

/** What is full never changes (c2sp.org/tlog-tiles). */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** What lies under the address of the current year is another thing in the next. */
const PASSING = 'no-cache'

interface YearParams {
  readonly year?: string
}

/**
 * The log, for everybody: for each year checkpoint, tiles and entries as in c2sp.org/tlog-tiles under `/v1/log/<year>/`, and
 * proofs made of them; without a year, those of the current one. Leaves about a case are salted commitments, so that a reader
 * learns nothing but how much there is.
 */
export function logRoutes(app: FastifyInstance, gate: LogGate): void {
  const { db } = gate
  webBundleRoutes(app, gate)
  yearRoutes(app, gate, '/v1/log', {})
  yearRoutes(app, gate, '/v1/log/:year', { year: YEAR })
  app.get<{ Params: { year: string } }>(
    '/v1/log/:year/opened',
    {
      schema: {
        summary: 'The last checkpoint of the year before',
        description: 'The first leaf of the year names it by its SHA-256.',
        tags: ['log'],
        params: closed({ year: YEAR }),
        response: { 200: media('text/plain', 'Signed note.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      reply.type('text/plain; charset=utf-8')
      return (await loadOpened(db, Number(request.params.year))).note
    },
  )
  app.get(
    '/v1/log/erasures',
    {
      schema: {
        summary: 'What was erased of the records',
        description:
          'Each with the position of its open leaf, whose digest is the SHA-256 of `{"v":1,"what","from","to"}`.',
        tags: ['log'],
        response: {
          200: closed({
            erasures: {
              type: 'array',
              items: closed({
                position: { type: 'integer' },
                what: { type: 'string' },
                from: { type: 'integer' },
                to: { type: 'integer' },
              }),
            },
          }),
          ...REFUSALS,
        },
      },
    },
    async () => ({ erasures: await listErasures(db) }),
  )
}

/** The routes of one year's tree. `year` is the schema of that parameter, if the prefix has it. */
function yearRoutes(
  app: FastifyInstance,
  gate: LogGate,
  prefix: string,
  year: { readonly year?: typeof YEAR },
): void {
  const tags = ['log']
  const { db } = gate
  app.get<{ Params: YearParams; Querystring: { cosigned?: 'yes' } }>(
    `${prefix}/checkpoint`,
    {
      schema: {
        summary: 'The newest checkpoint',
        description: COSIGNED_TEXT,
        tags,
        params: closed(year),
        querystring: closed({ cosigned: COSIGNED }),
        response: { 200: media('text/plain', 'Signed note.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      reply.type('text/plain; charset=utf-8')
      const cosigned = request.query.cosigned === 'yes'
      return (await loadNote(gate, { year: yearOf(request.params), cosigned })).note
    },
  )

  app.get<{ Params: YearParams & { '*': string } }>(
    `${prefix}/tile/*`,
    {
      schema: {
        summary: 'A tile of hashes, or a bundle of entries',
        description: '`<level>/<index>[.p/<width>]` or `entries/<index>[.p/<width>]`.',
        tags,
        response: { 200: media('application/octet-stream', 'Bytes.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { '*': path } = request.params
      const checkpoint = await loadCheckpoint(db, { year: yearOf(request.params) })
      const bytes = path.startsWith('entries/')
        ? await loadEntries(db, path, checkpoint)
        : await loadTile(db, path, checkpoint)
      // Also a partial tile never changes: its address says how wide it is.
      reply.header('cache-control', request.params.year === undefined ? PASSING : IMMUTABLE)
      return sendBytes(reply, 'application/octet-stream', bytes)
    },
  )

  app.get<{
    Params: YearParams & { index: string }
    Querystring: { size?: string; cosigned?: 'yes' }
  }>(
    `${prefix}/proof/:index`,
    {
      schema: {
        summary: 'Proof that an entry is in the log',
        description: `c2sp.org/tlog-proof. \`size\` names an earlier checkpoint. ${COSIGNED_TEXT}`,
        tags,
        params: closed({ ...year, index: NUMBER }),
        querystring: closed({ size: NUMBER, cosigned: COSIGNED }),
        response: { 200: media('text/plain', 'Proof.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { size, cosigned } = request.query
      const index = Number(request.params.index)
      const checkpoint = await loadNote(gate, {
        year: yearOf(request.params),
        size: size === undefined ? undefined : Number(size),
        cosigned: cosigned === 'yes',
      })
      const proof = await loadInclusion(db, index, checkpoint)
      reply.type('text/plain; charset=utf-8')
      return encodeTlogProof({ index, proof, checkpoint: checkpoint.note })
    },
  )

  app.get<{ Params: YearParams; Querystring: { from: string; to: string } }>(
    `${prefix}/consistency`,
    {
      schema: {
        summary: 'Proof that a smaller log is a prefix of a larger one',
        tags,
        params: closed(year),
        querystring: { ...closed({ from: NUMBER, to: NUMBER }), required: ['from', 'to'] },
        response: {
          200: closed({ proof: { type: 'array', items: { type: 'string' } } }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const { from, to } = request.query
      const sizes = { from: Number(from), to: Number(to) }
      const proof = await loadConsistency(db, yearOf(request.params), sizes)
      return { proof: proof.map(encodeBase64url) }
    },
  )
}

function yearOf({ year }: YearParams): number | undefined {
  if (year === undefined) return undefined
  if (!new RegExp(YEAR.pattern).test(year)) throw notFound()
  return Number(year)
}

async function loadTile(db: Db, path: string, checkpoint: StoredHead): Promise<Uint8Array> {
  const tile = parsePath(() => parseTilePath(path))
  const bytes = await findTile(db, checkpoint, checkpoint.size, tile)
  if (bytes === undefined) throw notFound()
  return bytes
}

async function loadEntries(
  db: Db,
  path: string,
  { start: before, size }: StoredHead,
): Promise<Uint8Array> {
  const { index, width } = parsePath(() => parseEntryBundlePath(path))
  const start = index * TILE_WIDTH
  if (start + width > size) throw notFound()
  return loadEntryBundle(db, before + start, before + start + width)
}

function parsePath<T>(parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    if (cause instanceof ProtocolError) throw notFound(cause)
    throw cause
  }
}

function notFound(cause?: unknown): GatewayError {
  return new GatewayError('not-found', 'the log has no such tile', { cause })
}
