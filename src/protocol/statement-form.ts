import { encodeUtf8, parseUtf8 } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { parseJson } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { compileOrder } from './payload-order.ts'
import { compileSchema } from './schema.ts'

/** How one kind of signed JSON is written and read: bytes that are exactly its schema's, in its schema's order. */
export interface StatementForm<T> {
  /** The bytes that are signed. Throws TypeError on a value that the schema refuses. */
  readonly encode: (value: T) => Uint8Array
  /** Reads them; throws `json-…`, `statement-invalid` or `statement-not-canonical`. */
  readonly parse: (bytes: Uint8Array) => T
}

/** Compiles the form of one schema. */
export function compileForm<T>(schema: object): StatementForm<T> {
  const matches = compileSchema<T>(schema)
  const order = compileOrder(schema as JsonObject)
  const write = (value: T) => JSON.stringify(order(value as unknown as JsonValue))
  return {
    encode(value) {
      if (!matches(value)) throw new TypeError('the value does not match its schema')
      return encodeUtf8(write(value))
    },
    parse(bytes) {
      const value: unknown = parseJson(bytes)
      if (!matches(value))
        throw new ProtocolError('statement-invalid', 'the statement does not match its schema')
      // One text per content: members in the schema's order, no white space, no needless escapes.
      if (write(value) !== parseUtf8(bytes))
        throw new ProtocolError('statement-not-canonical', 'the statement is not in canonical form')
      return value
    },
  }
}
