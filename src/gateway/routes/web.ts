import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isWebScreen, WEB_INDEX, WEB_LIST } from '../../protocol/web-bundle.ts'
import { PAGE_HEADERS, webFileHeaders } from '../../protocol/web-headers.ts'
import { GatewayError } from '../errors.ts'
import type { WebBundle, WebFile } from '../web-bundle.ts'
import { sendBytes } from './send-bytes.ts'

/** The web client. Every address that is none of a program or a file is a screen of it: the page reads it. */
export function webRoutes(app: FastifyInstance, { files, text }: WebBundle): void {
  const hidden = { schema: { hide: true } }
  app.get(`/${WEB_LIST}`, hidden, async (_request, reply) => {
    reply.type('application/json')
    return text
  })
  for (const [path, file] of files) {
    if (path === WEB_INDEX) continue
    app.get(`/${path}`, hidden, async (request, reply) => {
      reply.headers(webFileHeaders(path))
      return sendFile(request, reply, file)
    })
  }
  const index = files.get(WEB_INDEX)!
  app.get('/*', hidden, async (request, reply) => {
    // Joined, not resolved: `//elsewhere` is a path here, and what is no address at all is none of ours.
    const address = URL.parse(`http://localhost${request.url}`)
    if (address?.hostname !== 'localhost' || !isWebScreen(address.pathname, request.headers.accept))
      throw new GatewayError('not-found', 'no such route')
    reply.headers(PAGE_HEADERS)
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
