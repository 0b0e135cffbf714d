import { PolicyError } from '../policy/errors.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { ClientError } from './errors.ts'

/** What a client finds that makes a message untrustworthy as a whole; its other codes speak of the moment, or of the own device. */
const UNTRUSTWORTHY: ReadonlySet<string> = new Set([
  'acceptance-not-proven',
  'answer-invalid',
  'author-unknown',
  'handover-invalid',
  'message-type-unknown',
])

/** The code of what makes a message untrustworthy as a whole; undefined for any other error, such as a gateway's refusal. */
export function distrustCode(error: unknown): string | undefined {
  if (error instanceof ProtocolError || error instanceof PolicyError) return error.code
  const isOwn = error instanceof ClientError && error.problem === undefined
  return isOwn && UNTRUSTWORTHY.has(error.code) ? error.code : undefined
}
