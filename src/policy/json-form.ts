import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { PACK_OPTIONS } from '../protocol/schema-options.ts'

/** What keeps a value from having a form. */
export interface Fault {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string
  /** The keyword of the schema that refused it, with the name of the member if that is what is wrong. */
  readonly reason: string
}

const ajv = new Ajv2020(PACK_OPTIONS)

/** The form of a file of the pack, by a JSON Schema of ours: compiled when the first value comes. */
export class JsonForm<T> {
  readonly #schema: object
  #validate: ValidateFunction<T> | undefined

  constructor(schema: object) {
    this.#schema = schema
  }

  fits(value: unknown): value is T {
    this.#validate ??= ajv.compile<T>(this.#schema)
    return this.#validate(value)
  }

  /** Why the value that was asked about last does not fit. */
  get fault(): Fault {
    const errors = this.#validate?.errors ?? []
    // What refused first says most; but that a member's name was refused is told after what refused it, and says which.
    const error = errors.find(({ keyword }) => keyword === 'propertyNames') ?? errors[0]
    const { instancePath = '', keyword = '', params = {} } = error ?? {}
    const { additionalProperty, missingProperty, propertyName } = params as Record<string, string>
    const named = additionalProperty ?? missingProperty ?? propertyName
    return { pointer: instancePath, reason: [keyword, named].filter(Boolean).join(' ') }
  }
}
