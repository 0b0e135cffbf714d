import type { FastifyInstance } from 'fastify'
import { parseUtf8 } from '../../protocol/bytes.ts'
import { parseJson } from '../../protocol/json.ts'

/** Media types of signed texts: compact and general JWS (RFC 7515 §9.2), or plain text. */
const SIGNED_TEXTS = ['application/jose', 'application/jose+json', 'text/plain']

/**
 * How bodies are read: strict JSON for unsigned questions, text for signed statements, bytes for ciphertext. Any other
 * media type is refused before its body is read.
 */
export function bodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_: unknown, body: Buffer) => parseJson(body),
  )
  app.addContentTypeParser(SIGNED_TEXTS, { parseAs: 'buffer' }, async (_: unknown, body: Buffer) =>
    parseUtf8(body),
  )
  app.addContentTypeParser(
    'application/cbor',
    { parseAs: 'buffer' },
    async (_: unknown, body: Buffer) => body,
  )
}
