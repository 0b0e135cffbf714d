/** Every stable code of the storage. */
export type StorageErrorCode =
  | 'application-role-refused'
  | 'content-expired'
  | 'database-too-old'
  | 'database-unreachable'
  | 'embedded-database-unavailable'
  | 'folder-unreachable'
  | 'migration-changed'
  | 'migration-missing'
  | 'migration-newer'
  | 'time-simulated'
  | 'not-found'

/** Thrown when the database is not as it must be, or does not hold what must exist. The message is constant. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
