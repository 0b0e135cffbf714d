/**
 * The witness over HTTP (c2sp.org/tlog-witness): `POST /add-checkpoint`, and nothing else that changes anything. What is
 * served is signed, so that the way there needs no secrecy; who asks proves it with the log's signature.
 *
 * @module
 */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Witness, WitnessAnswer } from './witness.ts'

/** Room for 63 hashes and 64 signatures, post-quantum ones among them. */
const BODY_LIMIT = 512 * 1024

/** Statuses of c2sp.org/tlog-witness. */
const STATUSES = {
  cosigned: 200,
  'request-invalid': 400,
  'signature-missing': 403,
  'log-unknown': 404,
  'year-closed': 404,
  'size-differs': 409,
  'root-differs': 409,
  'not-consistent': 422,
} as const satisfies Record<WitnessAnswer['outcome'], number>

/** What happened, for the one who runs the witness. */
export interface WitnessEvent {
  readonly outcome: WitnessAnswer['outcome'] | 'failed'
  readonly origin?: string
  readonly size?: number
  /** The request, when it proves that a log shows two histories: its key signed this. */
  readonly evidence?: string
  readonly error?: unknown
}

/** Builds the server; `onEvent` is told of every answer. */
export function buildWitnessServer(
  witness: Pick<Witness, 'addCheckpoint'>,
  onEvent: (event: WitnessEvent) => void = () => {},
): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = URL.parse(request.url ?? '', 'http://witness')?.pathname
    if (path === '/healthz' && request.method === 'GET') return send(response, 200, 'ok\n')
    if (path !== '/add-checkpoint') return send(response, 404, 'not found\n')
    if (request.method !== 'POST') return send(response, 405, 'POST only\n')
    const body = await readBody(request)
    if (body === undefined) return send(response, 400, 'not a request\n')
    const result = await witness.addCheckpoint(body)
    onEvent({ ...describe(result), ...(isTelling(result) && { evidence: body }) })
    return sendAnswer(response, result)
  }
  return createServer({ requestTimeout: 10_000, keepAliveTimeout: 65_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      onEvent({ outcome: 'failed', error })
      if (!response.headersSent) send(response, 503, 'try again\n')
    })
  })
}

function sendAnswer(response: ServerResponse, result: WitnessAnswer): void {
  const status = STATUSES[result.outcome]
  if (result.outcome === 'cosigned') return send(response, status, result.line)
  if (status === 409) return send(response, 409, `${result.size ?? 0}\n`, 'text/x.tlog.size')
  return send(response, status, `${result.outcome}\n`)
}

function describe(result: WitnessAnswer): WitnessEvent {
  if (result.outcome !== 'cosigned') return result
  const { origin, size } = result.checkpoint
  return { outcome: 'cosigned', origin, size }
}

/**
 * Whether the log's own signatures contradict each other: two roots of one size. That a proof does not lead anywhere says nothing of
 * the log, as anybody can send an honest checkpoint with another proof.
 */
function isTelling({ outcome }: WitnessAnswer): boolean {
  return outcome === 'root-differs'
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' })
  response.end(body)
}

/** The body as text; undefined if it is too large or no UTF-8. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= BODY_LIMIT) chunks.push(chunk)
  }
  if (size > BODY_LIMIT) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
  } catch {
    return undefined
  }
}
