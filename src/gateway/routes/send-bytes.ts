import type { FastifyReply } from 'fastify'

/** Answers with bytes of this media type. A view of them: Fastify takes a Buffer, and copying would cost what they weigh. */
export function sendBytes(reply: FastifyReply, type: string, bytes: Uint8Array): Buffer {
  reply.type(type)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
