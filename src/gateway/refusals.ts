import type { FastifyRequest } from 'fastify'
import type { ErrorCode } from './error-code.ts'

/** Where refusals are recorded: each of its own once a member is known, else in the minute's aggregate. */
export interface Refusals {
  note(code: ErrorCode, request: FastifyRequest): Promise<void>
}
