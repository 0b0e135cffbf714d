import type { FastifyInstance, FastifyRequest } from 'fastify'
import { GatewayError } from './errors.ts'
import './plugins/authenticate.ts'

const MINUTE = 60_000

/** Counts a request of the acting member, or of the person who has signed in; throws `rate-limited` beyond the limit. */
export type CheckRate = (request: FastifyRequest) => Promise<void>

/**
 * The limit per member and minute. A check rather than a hook, because a disclosure that was answered before is told its
 * answer again whatever the rate (design §5.4).
 */
export function buildMemberRate(app: FastifyInstance, max: number): CheckRate {
  const count = app.createRateLimit({
    max,
    timeWindow: MINUTE,
    keyGenerator: ({ actor, signIn }) =>
      actor === null
        ? `person ${JSON.stringify([signIn!.iss, signIn!.sub])}`
        : `member ${actor.agency} ${actor.member}`,
  })
  return async (request) => {
    const result = await count(request)
    if (!result.isAllowed && result.isExceeded) throw rateLimited(result.ttlInSeconds)
  }
}

/** What is thrown beyond a limit. */
export function rateLimited(seconds: number): GatewayError {
  return new GatewayError('rate-limited', 'too many requests', { retryAfter: seconds })
}
