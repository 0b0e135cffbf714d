/**
 * What the page asks the gateway, passed on; and of what the gateway answers, what can neither run nor be read as a page in our origin.
 *
 * @module
 */
import { request as requestPlain } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { request as requestSafe } from 'node:https'
import { pipeline } from 'node:stream'
import { BOUNCE_POLICY, encodeBouncePage, findBouncePath } from '../protocol/web-bounce.ts'
import { STRICT_HEADERS } from '../protocol/web-headers.ts'

/** Headers of a request that speak of one connection (RFC 9110 §7.6.1), of the host asked, or of the way here, which is ours to say. */
const NOT_ASKED = new Set([
  'connection',
  'forwarded',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-real-ip',
])
const WAY_HERE = /^x-forwarded-/

/** What is kept of an answer's headers: nothing that a browser would act on elsewhere than in this answer. */
const KEPT = [
  'cache-control',
  'content-length',
  'content-type',
  'date',
  'etag',
  'last-modified',
  'retry-after',
  'set-cookie',
  'vary',
]

/** Media types that are data to every browser. */
const DATA = new Set([
  'application/cbor',
  'application/jose',
  'application/json',
  'application/octet-stream',
  'application/problem+json',
  'text/event-stream',
  'text/plain',
])

/** Where people come back to from their identity provider: a page, which we write ourselves. */
const CALLBACK = /^\/auth\/callback\/[a-z0-9-]+$/

/** Bytes of the page that leads on from there: ours has less than a tenth of it. */
const LARGEST_PAGE = 16_384

/** Nothing of the gateway's may run in our origin, whatever it says of itself; how long an answer is kept it may say. */
const { 'cache-control': _kept, ...NOTHING_RUNS } = STRICT_HEADERS

/** Methods whose body has no meaning, and whose framing Node would not write anew. */
const BODILESS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS'])

/**
 * Whether the gateway could read the request otherwise than we do (RFC 9112 §11.2), or the browser would keep a script of the gateway's
 * to stand between it and us (a service worker).
 */
export function isUnclear({ method, headers }: IncomingMessage): boolean {
  const hasBody = 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0
  return (BODILESS.has(method!) && hasBody) || 'service-worker' in headers
}

/** Asks the gateway the same, and answers what it answers, as it comes: a stream of events never ends. `fail`: nobody answers. */
export function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  { to, fail }: { readonly to: URL; readonly fail: () => void },
): void {
  const ask = to.protocol === 'https:' ? requestSafe : requestPlain
  // A connection of its own: what is left of one request must never become the beginning of another's.
  const onward = ask(to, { method: request.method, headers: askedHeaders(request), agent: false })
  onward.on('response', (answer) => {
    if (request.method === 'GET' && CALLBACK.test(to.pathname))
      void answerCallback(answer, response).catch(fail)
    else answerData(answer, response)
  })
  onward.on('error', fail)
  response.on('close', () => onward.destroy())
  pipeline(request, onward, () => undefined)
}

function answerData(answer: IncomingMessage, response: ServerResponse): void {
  const headers = keptHeaders(answer.headers)
  const type = String(answer.headers['content-type'] ?? '').split(';')[0]!
  if ('content-type' in headers && !DATA.has(type))
    headers['content-type'] = 'application/octet-stream'
  response.writeHead(answer.statusCode!, { ...headers, ...NOTHING_RUNS })
  pipeline(answer, response, () => undefined)
}

/** Of the gateway's page the path is taken, and its cookies; a page that is not such a one leads to the first screen. */
async function answerCallback(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = encodeBouncePage(findBouncePath(await readPage(answer)) ?? '/')
  const { 'set-cookie': cookies } = answer.headers
  response
    .writeHead(200, {
      ...STRICT_HEADERS,
      'content-security-policy': BOUNCE_POLICY,
      'content-type': 'text/html; charset=utf-8',
      ...(cookies && { 'set-cookie': cookies }),
    })
    .end(page)
}

/** A page of no more than `LARGEST_PAGE` bytes: whatever is longer is none of the gateway's, and is not kept to be looked at. */
async function readPage(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_PAGE) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function askedHeaders({ headers, socket }: IncomingMessage): IncomingHttpHeaders {
  const named = listed(headers.connection)
  const asked = Object.entries(headers).filter(
    ([name]) => !NOT_ASKED.has(name) && !WAY_HERE.test(name) && !named.includes(name),
  )
  return { ...Object.fromEntries(asked), 'x-forwarded-for': whoAsks(headers, socket.remoteAddress) }
}

/**
 * The address that asks, so that the gateway counts a person and not an agency. What a stranger says of himself is not believed; what a
 * program on this machine says is, as that is what ends TLS for us.
 */
function whoAsks(headers: IncomingHttpHeaders, address = ''): string {
  const said = listed(String(headers['x-forwarded-for'] ?? '')).at(-1)
  return isOwn(address) && said !== undefined && said !== '' ? said : address
}

function isOwn(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address)
}

function keptHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    KEPT.flatMap((name) => (name in headers ? [[name, headers[name]]] : [])),
  )
}

function listed(header: string | undefined): readonly string[] {
  return (header ?? '').toLowerCase().split(/\s*,\s*/)
}
