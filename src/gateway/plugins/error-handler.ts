import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GatewayError } from '../errors.ts'
import type { RefusalDetails } from '../errors.ts'
import { codeOf } from '../error-code.ts'
import type { ErrorCode } from '../error-code.ts'
import { PolicyError } from '../../policy/errors.ts'
import { PROBLEMS } from '../problems/table.ts'
import type { Refusals } from '../refusals.ts'

/** A problem document (RFC 9457) with our code, both languages and what to do. */
export interface ProblemDocument extends Omit<RefusalDetails, 'retryAfter'> {
  readonly type: string
  readonly status: number
  readonly title: string
  readonly detail: string
  /** Names this answer in the log, to give to support. */
  readonly instance: string
  readonly code: ErrorCode
  readonly sv: { readonly title: string; readonly action: string }
  readonly en: { readonly title: string; readonly action: string }
}

/** Seconds after which to try again when nobody can say better: a database that fails over or restarts takes about that. */
const RETRY_AFTER = 5

/** The only place that writes an error answer. Each refusal is recorded before it is told. */
export function errorHandler(app: FastifyInstance, refusals: Refusals): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const code = codeOf(error)
    const { status } = PROBLEMS[code]
    if (status >= 500) request.log.error({ err: error, code }, 'request failed')
    await refusals.note(code, error, request)
    return sendProblem(reply, request, code, error)
  })
  app.setNotFoundHandler(async () => {
    throw new GatewayError('not-found', 'no such route')
  })
}

/** What a problem tells besides its code. What a PolicyError names has the form of a name. */
function detailsOf(error: unknown): RefusalDetails {
  if (error instanceof GatewayError) return error.details
  const named = error instanceof PolicyError ? error.place.reason : undefined
  return named === undefined ? {} : { named }
}

function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  code: ErrorCode,
  error: unknown,
): ProblemDocument {
  const { status, sv, en } = PROBLEMS[code]
  const { retryAfter = status === 503 ? RETRY_AFTER : undefined, ...details } = detailsOf(error)
  reply.code(status).type('application/problem+json')
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  // RFC 6750 §3: what a client without a usable token must be told.
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  const words = request.headers['accept-language']?.startsWith('en') === true ? en : sv
  return {
    type: `urn:sluss:problem:${code}`,
    status,
    title: words.title,
    detail: words.action,
    instance: `urn:uuid:${request.id}`,
    code,
    sv,
    en,
    ...details,
  }
}
