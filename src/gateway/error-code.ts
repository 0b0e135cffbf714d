import { AuditError } from '../audit/errors.ts'
import type { AuditErrorCode } from '../audit/errors.ts'
import { PolicyError } from '../policy/errors.ts'
import type { PolicyErrorCode } from '../policy/errors.ts'
import { ProtocolError } from '../protocol/errors.ts'
import type { ProtocolErrorCode } from '../protocol/errors.ts'
import { StorageError } from '../storage/errors.ts'
import type { StorageErrorCode } from '../storage/errors.ts'
import { isAbsent } from '../storage/is-absent.ts'
import { GatewayError } from './errors.ts'
import type { GatewayErrorCode } from './errors.ts'

/** Ways of not being there that must look alike: who is no party may not learn that there is something. */
type HiddenCode = 'not-a-party' | 'not-released'

/** Every code that an answer of the gateway can carry. */
export type ErrorCode = Exclude<
  GatewayErrorCode | ProtocolErrorCode | PolicyErrorCode | AuditErrorCode | StorageErrorCode,
  HiddenCode
>

/** Fastify's own refusals in our words; its others are faults of ours. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type-refused',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json-invalid',
  FST_ERR_BAD_URL: 'request-invalid',
  FST_ERR_MAX_PARAM_LENGTH: 'request-invalid',
  FST_ERR_VALIDATION: 'request-invalid',
}

/**
 * The code to answer an error with: its own if the error is ours, `database-unreachable` if a reading found no database,
 * `internal` for anything that nobody foresaw.
 */
export function codeOf(error: unknown): ErrorCode {
  if (
    error instanceof GatewayError ||
    error instanceof ProtocolError ||
    error instanceof PolicyError ||
    error instanceof AuditError ||
    error instanceof StorageError
  )
    return isHidden(error.code) ? 'not-found' : error.code
  if (isAbsent(error)) return 'database-unreachable'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return (typeof code === 'string' ? FASTIFY_CODES[code] : undefined) ?? 'internal'
}

function isHidden(code: ErrorCode | HiddenCode): code is HiddenCode {
  return code === 'not-a-party' || code === 'not-released'
}
