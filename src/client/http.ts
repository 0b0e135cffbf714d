import { PERSON_HEADER } from '../protocol/asking-person.ts'
import { concatBytes } from '../protocol/bytes.ts'
import { CLIENT_HEADER } from '../protocol/client-program.ts'
import type { ClientProgram } from '../protocol/client-program.ts'
import { parseJson } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { ClientError } from './errors.ts'
import { readProblem } from './problem.ts'

/** How a gateway is reached. All of it is injected: this folder has no network, clock or storage of its own. */
export interface Transport {
  /** Base address, such as `https://sluss.example`. */
  readonly gateway: string
  readonly fetch: typeof fetch
  /** Gives the acting member's bearer token. Asked for each request, so that it can renew. Null where a cookie says who asks. */
  readonly token: (() => Promise<string>) | null
  /** How the program names itself; records of what is done say it. */
  readonly program?: ClientProgram
  /** For whom the program asks, as `nameAskingPerson` names the person; left out for whoever is signed in. */
  readonly person?: string
  /** Milliseconds to wait for an answer. */
  readonly timeout?: number
}

/** A request to a gateway. */
export interface GatewayRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** The program asks by itself: no sign that somebody is there. */
  readonly passive?: boolean
  /** False for what everyone may read, such as the log: no token is sent there. */
  readonly authenticated?: boolean
  /** The media type that is wanted, where an address has several answers. */
  readonly accept?: string
  readonly body?: { readonly type: string; readonly bytes: Uint8Array }
}

const TIMEOUT = 30_000
/** More than the largest evidence bundle of a gateway with default limits; an endless answer must end. */
const MAXIMUM_ANSWER = 64 * 1024 * 1024

/** Sends a request; returns the bytes of a 2xx answer. Throws ClientError: `gateway-unreachable`, or the gateway's code. */
export async function requestBytes(
  transport: Transport,
  request: GatewayRequest,
): Promise<Uint8Array> {
  const response = await send(transport, request)
  const bytes = await readBody(response)
  if (response.ok) return bytes
  const problem = readProblem(response.status, parseOrNothing(bytes))
  throw new ClientError('gateway-refused', 'the gateway refused the request', { problem })
}

/** As `requestBytes`, for a JSON answer. Also throws `answer-invalid`. */
export async function requestJson(
  transport: Transport,
  request: GatewayRequest,
): Promise<JsonValue> {
  const bytes = await requestBytes(transport, request)
  try {
    return parseJson(bytes)
  } catch (cause) {
    throw new ClientError('answer-invalid', 'the gateway answered something unexpected', { cause })
  }
}

async function send(transport: Transport, request: GatewayRequest): Promise<Response> {
  const headers: Record<string, string> = {}
  if (request.authenticated !== false && transport.token !== null)
    headers['authorization'] = `Bearer ${await transport.token()}`
  if (request.authenticated !== false && transport.program !== undefined)
    headers[CLIENT_HEADER] = transport.program
  if (request.authenticated !== false && transport.person !== undefined)
    headers[PERSON_HEADER] = transport.person
  if (request.accept !== undefined) headers['accept'] = request.accept
  if (request.passive === true) headers['sluss-passive'] = '1'
  if (request.body !== undefined) headers['content-type'] = request.body.type
  try {
    return await transport.fetch(new URL(request.path, transport.gateway), {
      method: request.method,
      headers,
      // A redirect could carry a token to somebody else.
      redirect: 'error',
      signal: AbortSignal.timeout(transport.timeout ?? TIMEOUT),
      ...(request.body === undefined ? {} : { body: new Uint8Array(request.body.bytes) }),
    })
  } catch (cause) {
    throw unreachable(cause)
  }
}

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length
      if (size > MAXIMUM_ANSWER) throw new ClientError('answer-invalid', 'the answer is too large')
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof ClientError) throw cause
    throw unreachable(cause)
  }
  return concatBytes(...chunks)
}

function unreachable(cause: unknown): ClientError {
  return new ClientError('gateway-unreachable', 'the gateway does not answer', { cause })
}

function parseOrNothing(bytes: Uint8Array): JsonValue | undefined {
  try {
    return parseJson(bytes)
  } catch {
    return undefined
  }
}
