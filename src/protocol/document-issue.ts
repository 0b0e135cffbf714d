import type { ErrorObject } from 'ajv'

/** One fault of a document: where, and which keyword of the schema. Never a value, which may be personal data. */
export interface DocumentIssue {
  /** JSON Pointer (RFC 6901) of the faulty or missing value; of its parent when the member is not in the schema. */
  readonly pointer: string
  readonly keyword: string
}

/** What the validator says, without the value. */
export function toIssue(error: ErrorObject): DocumentIssue {
  const missing = error.keyword === 'required' ? `/${String(error.params['missingProperty'])}` : ''
  return { pointer: error.instancePath + missing, keyword: error.keyword }
}
