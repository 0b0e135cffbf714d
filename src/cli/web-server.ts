/**
 * The web client, served by the agency itself: its own copy of every file, and what the page asks the gateway passed on. Whoever can
 * change the files can change what the page does; this way that is nobody but the agency.
 *
 * @module
 */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { isWebScreen, WEB_INDEX, WEB_LIST } from '../protocol/web-bundle.ts'
import { PAGE_HEADERS, STRICT_HEADERS, webFileHeaders } from '../protocol/web-headers.ts'
import { CLIENT_FAILURE_TEXTS } from './client-failure-texts.ts'
import { isUnclear, passOn } from './pass-on.ts'
import type { WebFolder } from './web-folder.ts'

/** What is the gateway's to answer. */
const PASSED_ON = /^\/(?:v1|auth)\//

/** Two years, for this host alone. A browser heeds it where TLS has ended before us, and nowhere else (RFC 6797 §8.1). */
const STAY_SAFE = 'max-age=63072000'

/** A server that is not listening yet. */
export function buildWebServer(folder: WebFolder, gateway: URL): Server {
  return createServer((request, response) => {
    response.setHeader('strict-transport-security', STAY_SAFE)
    const { pathname, search } = addressOf(request)
    if (PASSED_ON.test(pathname)) {
      if (isUnclear(request)) refuse(response, 404)
      else {
        const to = new URL(`${pathname}${search}`, gateway)
        passOn(request, response, { to, fail: () => refuse(response, 502) })
      }
    } else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 404)
    else serve(request, response, folder, pathname)
  })
}

/** Without dots that climb; `//`, where nothing is, for what is no address. */
function addressOf({ url }: IncomingMessage): Pick<URL, 'pathname' | 'search'> {
  const address = URL.parse(`http://localhost${url}`)
  return address?.hostname === 'localhost' ? address : { pathname: '//', search: '' }
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
