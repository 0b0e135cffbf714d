/**
 * The web client, served by the agency itself: its own copy of every file, and what the page asks the gateway passed on. Whoever can
 * change the files can change what the page does; this way that is nobody but the agency.
 *
 * @module
 */
import { createServer, request as requestPlain } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { request as requestSafe } from 'node:https'
import { pipeline } from 'node:stream'
import { isWebScreen, WEB_INDEX, WEB_LIST } from '../protocol/web-bundle.ts'
import { PAGE_HEADERS, STRICT_HEADERS, webFileHeaders } from '../protocol/web-headers.ts'
import { CLIENT_FAILURE_TEXTS } from './client-failure-texts.ts'
import type { WebFolder } from './web-folder.ts'

/** What is the gateway's to answer. */
const PASSED_ON = /^\/(?:v1|auth)\//

/** Headers that speak of one connection (RFC 9110 §7.6.1), and the name of the host asked, which is ours. */
const NOT_PASSED_ON = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** A server that is not listening yet. */
export function buildWebServer(folder: WebFolder, gateway: URL): Server {
  return createServer((request, response) => {
    const { pathname, search } = addressOf(request)
    if (PASSED_ON.test(pathname)) {
      if (isUnclear(request)) refuse(response, 404)
      else passOn(request, response, new URL(`${pathname}${search}`, gateway))
    } else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 404)
    else serve(request, response, folder, pathname)
  })
}

/** Without dots that climb; `/` for what is no address. */
function addressOf({ url }: IncomingMessage): Pick<URL, 'pathname' | 'search'> {
  return URL.parse(`http://localhost${url}`) ?? { pathname: '/', search: '' }
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { files, list }: WebFolder,
  pathname: string,
): void {
  const path = pathname.slice(1)
  const { accept, 'accept-encoding': encodings } = request.headers
  if (path === WEB_LIST)
    return send(response, { ...STRICT_HEADERS, 'content-type': 'application/json' }, list)
  const isPage = isWebScreen(pathname, accept)
  const file = path === WEB_INDEX ? undefined : files.get(isPage ? WEB_INDEX : path)
  if (file === undefined) return refuse(response, 404)
  const headers = {
    ...(isPage ? PAGE_HEADERS : webFileHeaders(path)),
    'content-type': file.type,
    vary: 'accept-encoding',
  }
  if (/\bgzip\b/.test(String(encodings)))
    send(response, { ...headers, 'content-encoding': 'gzip' }, file.gzip)
  else send(response, headers, file.bytes)
}

function send(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  bytes: Uint8Array,
): void {
  response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes)
}

/** Methods whose body has no meaning, and whose framing Node would not write anew. */
const BODILESS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS'])

/**
 * Whether the gateway could read the request otherwise than we do (RFC 9112 §11.2), or the browser would keep a script of the gateway's
 * to stand between it and us (a service worker).
 */
function isUnclear({ method, headers }: IncomingMessage): boolean {
  const hasBody = 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0
  return (BODILESS.has(method!) && hasBody) || 'service-worker' in headers
}

/** Asks the gateway the same, and answers what it answers, as it comes: a stream of events never ends. */
function passOn(request: IncomingMessage, response: ServerResponse, to: URL): void {
  const ask = to.protocol === 'https:' ? requestSafe : requestPlain
  // A connection of its own: what is left of one request must never become the beginning of another's.
  const onward = ask(to, {
    method: request.method,
    headers: passedOn(request.headers),
    agent: false,
  })
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode!, { ...passedOn(answer.headers), ...NOTHING_RUNS })
    pipeline(answer, response, () => undefined)
  })
  onward.on('error', () => refuse(response, 502))
  response.on('close', () => onward.destroy())
  pipeline(request, onward, () => undefined)
}

/** Nothing of the gateway's may run in our origin, whatever it says of itself. */
const { 'cache-control': _kept, ...NOTHING_RUNS } = STRICT_HEADERS

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = String(headers.connection ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name) && !named.includes(name)),
  )
}

/** As the gateway says it (RFC 9457), so that the page has one kind of refusal. */
function refuse(response: ServerResponse, status: 404 | 502): void {
  if (response.headersSent) return void response.destroy()
  const { what, action } = CLIENT_FAILURE_TEXTS['gateway-unreachable']
  const problem =
    status === 404
      ? { status, code: 'not-found', title: 'Not found' }
      : {
          status,
          code: 'gateway-unreachable',
          title: what.en,
          sv: { title: what.sv, action: action.sv },
          en: { title: what.en, action: action.en },
        }
  response
    .writeHead(status, { ...STRICT_HEADERS, 'content-type': 'application/problem+json' })
    .end(JSON.stringify(problem))
}
