import definitions from '../../schemas/statements/definitions.json' with { type: 'json' }

/** The form that the schemas of statements demand. */
const FORM = new RegExp(definitions.$defs.agency.pattern)

/** Whether a text has the form of an agency's id; a function's own name, after the slash, has the same. */
export function isAgencyId(text: string): boolean {
  return FORM.test(text)
}
