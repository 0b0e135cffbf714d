/** Every stable code that the command line itself refuses with. */
export type CliErrorCode =
  | 'agency-exists'
  | 'already-decided'
  | 'case-invalid'
  | 'colleague-missing'
  | 'enrolment-missing'
  | 'file-exists'
  | 'file-missing'
  | 'file-not-private'
  | 'folder-missing'
  | 'folder-not-agency'
  | 'folder-not-private'
  | 'folder-of-gateway'
  | 'function-exists'
  | 'function-id-invalid'
  | 'function-missing'
  | 'input-invalid'
  | 'inquiry-missing'
  | 'log-key-invalid'
  | 'member-exists'
  | 'member-missing'
  | 'member-not-in-browser'
  | 'not-confirmed'
  | 'passphrase-missing'
  | 'passphrase-reused'
  | 'passphrases-differ'
  | 'period-empty'
  | 'period-not-over'
  | 'policy-differs'
  | 'policy-rows-wrong'
  | 'policy-set-missing'
  | 'port-taken'
  | 'record-id-invalid'
  | 'setting-missing'
  | 'surname-invalid'
  | 'usage'
  | 'web-altered'
  | 'web-missing'
  | 'web-not-pinned'
  | 'witness-missing'

/** What is wrong with a word of the command line; where nothing is said, it is of no form that can be read. */
export type UsageFault = 'command-unknown' | 'missing' | 'option-unknown' | 'surplus' | 'wrong-word'

interface CliErrorOptions extends ErrorOptions {
  readonly fault?: UsageFault
}

/** Thrown when the command line, a folder or a file is not as it must be. `detail` names an option, a file or a setting. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly code: CliErrorCode
  readonly detail: string
  /** Of `usage` alone. */
  readonly fault: UsageFault | undefined

  constructor(code: CliErrorCode, detail: string, { fault, ...options }: CliErrorOptions = {}) {
    super(code, options)
    this.code = code
    this.detail = detail
    this.fault = fault
  }
}
