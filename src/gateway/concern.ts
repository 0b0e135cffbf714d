import type { EventItem } from '../audit/write-item.ts'

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
