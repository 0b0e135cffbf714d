import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GatewayError } from '../errors.ts'
import type { WebBundle, WebFile } from '../web-bundle.ts'
import { sendBytes } from './send-bytes.ts'

const NOWHERE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What the page may do: load our own files, start our worker, ask this gateway. No eval, nothing inline, nothing from elsewhere. */
const PAGE = `${NOWHERE}; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types sluss-worker`

/** A worker obeys its own header: libsodium is WebAssembly, which the page itself may not run. */
const WORKER = `${NOWHERE}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`

/** What has its content in its name. */
const ASSETS = 'assets/'
const WORKER_FILE = /^assets\/crypto-worker-[A-Za-z0-9_-]+\.js$/
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** Addresses of programs: what does not exist there is never answered with a page. */
const PROGRAMS = /^\/(?:v1|auth|docs|assets)(?:\/|$)|\.[a-z]+$/

/** The web client. Every address that is none of a program or a file is a screen of it: the page reads it. */
export function webRoutes(app: FastifyInstance, { files, text }: WebBundle): void {
  const hidden = { schema: { hide: true } }
  app.get('/bundle.json', hidden, async (_request, reply) => {
    reply.type('application/json')
    return text
  })
  for (const [path, file] of files) {
    if (!path.startsWith(ASSETS)) continue
    app.get(`/${path}`, hidden, async (request, reply) => {
      reply.header('cache-control', IMMUTABLE)
      reply.header('content-security-policy', WORKER_FILE.test(path) ? WORKER : NOWHERE)
      return sendFile(request, reply, file)
    })
  }
  const index = files.get('index.html')!
  app.get('/*', hidden, async (request, reply) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const wantsPage = request.headers.accept?.includes('text/html') === true
    if (!wantsPage || PROGRAMS.test(pathname)) throw new GatewayError('not-found', 'no such route')
    reply.header('content-security-policy', PAGE)
    return sendFile(request, reply, index)
  })
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): Buffer {
  reply.header('vary', 'accept-encoding')
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'])))
    return sendBytes(reply, file.type, file.bytes)
  reply.header('content-encoding', 'gzip')
  return sendBytes(reply, file.type, file.gzip)
}
