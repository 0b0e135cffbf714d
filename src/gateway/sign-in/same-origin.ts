import type { FastifyRequest } from 'fastify'
import { GatewayError } from '../errors.ts'

/**
 * Lets a request under a cookie through only if a page of this very origin made it (Fetch Metadata, W3C): every browser says so itself on
 * safe connections, and no page can say it for another. Throws `cross-site-refused`.
 */
export function checkSameOrigin({ headers }: FastifyRequest): void {
  if (headers['sec-fetch-site'] !== 'same-origin')
    throw new GatewayError('cross-site-refused', 'the request was not made by a page of ours')
}
