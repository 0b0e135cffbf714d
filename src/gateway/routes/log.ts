import type { FastifyInstance, FastifyReply } from 'fastify'
import { encodeBase64url } from '../../protocol/base64url.ts'
import {
  TILE_WIDTH,
  encodeEntryBundle,
  parseEntryBundlePath,
  parseTilePath,
} from '../../protocol/tlog/tile.ts'
import { encodeTlogProof } from '../../protocol/tlog/tlog-proof.ts'
import type { Db } from '../../storage/db.ts'
import { findTile, listEntryBodies } from '../../storage/tiles.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { GatewayError } from '../errors.ts'
import { loadCheckpoint, loadConsistency, loadInclusion } from '../log-proofs.ts'
import { REFUSALS, closed, media } from './answer-schema.ts'
import { sendBytes } from './send-bytes.ts'

/** A number in an address: no sign, no leading zero, within what a JavaScript number counts exactly. */
const NUMBER = { type: 'string', pattern: '^(0|[1-9][0-9]{0,14})$' } as const

/** What is full never changes (c2sp.org/tlog-tiles). */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/**
 * The log, for everybody: checkpoint, tiles and entries as in c2sp.org/tlog-tiles under `/v1/log/`, and proofs made of them.
 * Leaves about a case are salted commitments, so that a reader learns nothing but how much there is.
 */
export function logRoutes(app: FastifyInstance, { db }: { readonly db: Db }): void {
  const tags = ['log']
  app.get(
    '/v1/log/checkpoint',
    {
      schema: {
        summary: 'The newest checkpoint',
        tags,
        response: { 200: media('text/plain', 'Signed note.'), ...REFUSALS },
      },
    },
    async (_request, reply) => {
      reply.type('text/plain; charset=utf-8')
      return (await loadCheckpoint(db)).note
    },
  )

  app.get<{ Params: { '*': string } }>(
    '/v1/log/tile/*',
    {
      schema: {
        summary: 'A tile of hashes, or a bundle of entries',
        description: '`<level>/<index>[.p/<width>]` or `entries/<index>[.p/<width>]`.',
        tags,
        response: { 200: media('application/octet-stream', 'Bytes.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const path = request.params['*']
      return path.startsWith('entries/') ? sendEntries(db, path, reply) : sendTile(db, path, reply)
    },
  )

  app.get<{ Params: { index: string }; Querystring: { size?: string } }>(
    '/v1/log/proof/:index',
    {
      schema: {
        summary: 'Proof that an entry is in the log',
        description: 'c2sp.org/tlog-proof. `size` names an earlier checkpoint.',
        tags,
        params: closed({ index: NUMBER }),
        querystring: closed({ size: NUMBER }),
        response: { 200: media('text/plain', 'Proof.'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { size: wanted } = request.query
      const index = Number(request.params.index)
      const { size, note } = await loadCheckpoint(
        db,
        wanted === undefined ? undefined : Number(wanted),
      )
      const proof = await loadInclusion(db, index, size)
      reply.type('text/plain; charset=utf-8')
      return encodeTlogProof({ index, proof, checkpoint: note })
    },
  )

  app.get<{ Querystring: { from: string; to: string } }>(
    '/v1/log/consistency',
    {
      schema: {
        summary: 'Proof that a smaller log is a prefix of a larger one',
        tags,
        querystring: { ...closed({ from: NUMBER, to: NUMBER }), required: ['from', 'to'] },
        response: {
          200: closed({ proof: { type: 'array', items: { type: 'string' } } }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const { from, to } = request.query
      const proof = await loadConsistency(db, Number(from), Number(to))
      return { proof: proof.map(encodeBase64url) }
    },
  )
}

async function sendTile(db: Db, path: string, reply: FastifyReply): Promise<Buffer> {
  const tile = parsePath(() => parseTilePath(path))
  const { size } = await loadCheckpoint(db)
  const bytes = await findTile(db, size, tile)
  if (bytes === undefined) throw notFound()
  return send(reply, bytes)
}

async function sendEntries(db: Db, path: string, reply: FastifyReply): Promise<Buffer> {
  const { index, width } = parsePath(() => parseEntryBundlePath(path))
  const start = index * TILE_WIDTH
  const { size } = await loadCheckpoint(db)
  if (start + width > size) throw notFound()
  return send(reply, encodeEntryBundle(await listEntryBodies(db, start, start + width)))
}

function send(reply: FastifyReply, bytes: Uint8Array): Buffer {
  // Also a partial tile never changes: its address says how wide it is.
  reply.header('cache-control', IMMUTABLE)
  return sendBytes(reply, 'application/octet-stream', bytes)
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
