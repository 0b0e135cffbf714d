import type { FastifyReply } from 'fastify'
import { BOUNCE_POLICY, encodeBouncePage } from '../../protocol/web-bounce.ts'

/** Answers with a page of ours that goes on to a path of ours: a constant, or what `readReturnPath` gave. */
export function sendBouncePage(reply: FastifyReply, path: string): string {
  reply.type('text/html; charset=utf-8').header('content-security-policy', BOUNCE_POLICY)
  return encodeBouncePage(path)
}
