/**
 * JSON Schema 2020-12, compiled when the first value comes: most programs meet few of the kinds that there are.
 *
 * The only file that knows the validator for statements: a bundle that must run without eval replaces it by one whose `compileSchema`
 * looks a precompiled check up by `$id` (`web/build/precompiled.ts`).
 *
 * @module
 */
import { Ajv2020 } from 'ajv/dist/2020.js'
import definitions from '../../schemas/statements/definitions.json' with { type: 'json' }
import { STATEMENT_OPTIONS } from './schema-options.ts'

/** Whether a value matches the schema it was compiled from. */
export type SchemaCheck<T> = (value: unknown) => value is T

const ajv = new Ajv2020(STATEMENT_OPTIONS)
ajv.addKeyword('x-en')
ajv.addSchema(definitions)

/** A check by a schema. It throws when first used if the schema is not a valid one: a fault of ours. */
export function compileSchema<T>(schema: object): SchemaCheck<T> {
  let check: SchemaCheck<T> | undefined
  return (value): value is T => (check ??= compile<T>(schema))(value)
}

function compile<T>(schema: object): SchemaCheck<T> {
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
