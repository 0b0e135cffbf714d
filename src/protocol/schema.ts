/**
 * JSON Schema 2020-12, compiled when the module that uses it loads.
 *
 * The only file that knows the validator: a bundle that must run without eval replaces it by one whose `compileSchema`
 * looks a precompiled check up by `$id`.
 *
 * @module
 */
import { Ajv2020 } from 'ajv/dist/2020.js'
import definitions from '../../schemas/statements/definitions.json' with { type: 'json' }

/** Whether a value matches the schema it was compiled from. */
export type SchemaCheck<T> = (value: unknown) => value is T

const ajv = new Ajv2020({
  strict: true,
  // `then` and `if` branches may require what their parent declares; formats are patterns, the same in every validator.
  strictRequired: false,
  validateFormats: false,
  // The refusal is one code without input values, so no message is composed and the first fault ends the check.
  messages: false,
})
ajv.addKeyword('x-en')
ajv.addSchema(definitions)

/** Compiles a schema. Throws if it is not a valid schema: a fault of ours, seen at start. */
export function compileSchema<T>(schema: object): SchemaCheck<T> {
  refuseInheritedNames(schema)
  return ajv.compile<T>(schema)
}

/**
 * A member such as `constructor`, which every object inherits, would seem to be there when it is not. Asking each object for its
 * own members instead (`ownProperties`) makes every check half as slow again.
 */
function refuseInheritedNames(schema: object): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (typeof value !== 'object' || value === null) continue
    if (keyword === 'properties')
      for (const name of Object.keys(value))
        if (name in Object.prototype) throw new TypeError('a member has an inherited name')
    refuseInheritedNames(value)
  }
}
