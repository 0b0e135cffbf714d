/** Every reason for which the demonstration stops. */
export type DemoErrorCode =
  | 'database-left-running'
  | 'disk-full'
  | 'folder-in-use'
  | 'folder-not-ours'
  | 'folder-not-writable'
  | 'gateway-not-started'
  | 'interrupted'
  | 'option-unknown'
  | 'port-taken'
  | 'step-failed'
  | 'web-not-built'
  | 'witness-not-started'

/** Thrown when the demonstration cannot go on. `detail` is a path, a port, a process number or the name of a step. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
  readonly code: DemoErrorCode
  readonly detail: string

  constructor(code: DemoErrorCode, detail: string, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.detail = detail
  }
}
