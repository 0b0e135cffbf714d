/** Every stable code that the policy engine throws. Alphabetic. */
export type PolicyErrorCode =
  | 'citation-stale'
  | 'crime-unknown'
  | 'date-before-law'
  | 'decision-invalid'
  | 'fact-invalid'
  | 'fact-misplaced'
  | 'fact-unknown'
  | 'harm-test-repeated'
  | 'lock-unknown'
  | 'pack-invalid'
  | 'receiver-unknown'
  | 'request-too-large'
  | 'rule-unknown'
  | 'rule-version-unknown'
  | 'subject-unknown'

/** Where the fault lies. Identifiers only. */
export interface PolicyErrorPlace {
  /** File of the pack, for faults of a pack. */
  readonly file?: string
  /** JSON Pointer in the file or in the request. */
  readonly pointer?: string
  /**
   * What is wrong there: a constant of ours, or the name that is unknown, if it has the form of a name; for a stale citation,
   * what to cite now.
   */
  readonly reason?: string
}

interface PolicyErrorOptions extends ErrorOptions {
  readonly place?: PolicyErrorPlace
}

/**
 * Thrown for a pack or a request that cannot be judged. A request that *can* be judged and is refused is no error but a
 * decision. Messages are constant; `place` says where. Misuse by our own callers is a TypeError.
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly code: PolicyErrorCode
  readonly place: PolicyErrorPlace

  constructor(code: PolicyErrorCode, message: string, options: PolicyErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.place = options.place ?? {}
  }
}
