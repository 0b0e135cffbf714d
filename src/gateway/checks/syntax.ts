import { parseSubmission } from '../../protocol/submission.ts'
import type { Submission } from '../../protocol/submission.ts'
import { GatewayError } from '../errors.ts'

/** Size was bounded while the body came in; here it is read. Throws `submission-invalid`, or `request-invalid` without a body. */
export function checkSyntax(body: unknown): Submission {
  if (!(body instanceof Uint8Array))
    throw new GatewayError('request-invalid', 'the body must be application/cbor')
  return parseSubmission(body)
}
