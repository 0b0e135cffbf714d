/**
 * How the validator is set up, for programs that compile schemas when they meet them and for a bundle in which they were compiled
 * when it was built: both must give the same verdicts.
 *
 * @module
 */
import { parseTime } from './time.ts'

/** For statements: the refusal is one code without input values, so no message is composed and the first fault ends the check. */
export const STATEMENT_OPTIONS = {
  strict: true,
  // `then` and `if` branches may require what their parent declares; formats are patterns, the same in every validator.
  strictRequired: false,
  validateFormats: false,
  messages: false,
  // That a schema is one is shown by a test (statement-schemas.test.ts), and not by every program that starts.
  validateSchema: false,
} as const

/** For documents: a form needs every fault with its place. */
export const DOCUMENT_OPTIONS = {
  allErrors: true,
  messages: false,
  strict: true,
  // Conditions speak of members that the object around them declares.
  strictRequired: false,
  strictTypes: false,
  ownProperties: true,
  // Types come and go at run time; a cache of ours holds them, not the validator.
  addUsedSchema: false,
} as const

/** For the files of a policy pack. */
export const PACK_OPTIONS = { strict: false, messages: false, validateSchema: false } as const

/** The annotations that a message type may carry; the lint says where each belongs. */
export const ANNOTATIONS = [
  'x-category',
  'x-each',
  'x-en',
  'x-free-text',
  'x-holds',
  'x-labels',
  'x-message',
  'x-never',
  'x-not-before',
  'x-not-past',
  'x-same-as',
  'x-subject',
] as const

/** The formats that a document may have. */
export const FORMATS = { date: isDate, 'date-time': isTime } as const

/** A day that exists: 29 February only in leap years. RFC 3339 `full-date`. */
function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isTime(`${text}T00:00:00.000Z`)
}

/** The one form of time that the protocol knows (time.ts). */
function isTime(text: string): boolean {
  try {
    parseTime(text)
    return true
  } catch {
    return false
  }
}
