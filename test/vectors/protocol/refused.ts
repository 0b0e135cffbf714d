/** One input that must be refused: how it is read, with what code, and the fields that its format needs. */
export interface Refused {
  readonly format: string
  readonly expect: string
  readonly [field: string]: unknown
}
