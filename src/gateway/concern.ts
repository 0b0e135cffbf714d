import type { EventItem } from '../audit/write-item.ts'
import type { FastifyRequest } from 'fastify'

/**
 * What a request turned out to be about, noted as far as its checks came, so that a refusal's record can say it.
 * Only identifiers that were parsed; no content.
 */
export type Concern = Partial<
  Pick<
    EventItem,
    | 'function'
    | 'purpose'
    | 'case'
    | 'disclosure'
    | 'manifest'
    | 'statement'
    | 'policySet'
    | 'decision'
  >
>

declare module 'fastify' {
  interface FastifyRequest {
    concern: Concern
  }
}

/** Notes, for a request's record if it is refused, what it is about; each part of it may be known at another check. */
export type NoteConcern = (concern: Concern) => void

/** The `NoteConcern` of a request. */
export function noteConcernOf(request: FastifyRequest): NoteConcern {
  return (concern) => {
    request.concern = { ...request.concern, ...concern }
  }
}
