import definitions from '../../schemas/statements/definitions.json' with { type: 'json' }
import { CROCKFORD_SYMBOLS } from './crockford.ts'
import { ProtocolError } from './errors.ts'
import { randomBytes } from './random.ts'
import type { RandomBytes } from './random.ts'

/**
 * The name that agencies give a case between them, as `7KQ4-XRM2`: 40 random bits, so it tells neither person, place, order
 * nor number, and can be read aloud.
 */
export type CaseReference = string

/** The form that the schemas of statements demand. */
const FORM = new RegExp(definitions.$defs.caseReference.pattern)

/** Draws a case reference. */
export function newCaseReference(random: RandomBytes = randomBytes): CaseReference {
  // Eight bytes, five bits of each: 256 is a multiple of 32, so no symbol is likelier than another.
  const symbols = Array.from(random(8), (byte) => CROCKFORD_SYMBOLS[byte & 31]).join('')
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`
}

/** The case reference written in a text; throws `case-reference-invalid` on any other form. */
export function parseCaseReference(text: string): CaseReference {
  if (!FORM.test(text)) throw new ProtocolError('case-reference-invalid', 'not a case reference')
  return text
}
