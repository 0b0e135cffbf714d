import { StorageError } from '../storage/errors.ts'
import { isAbsent } from '../storage/is-absent.ts'
import { ConfigError } from './config-error.ts'

/** The settings that name a database. */
export type DatabaseSetting = 'DATABASE_URL' | 'DATABASE_OWNER_URL'

const CLOSED_DOOR =
  'the database refuses this role; check its name, its password, and that it may log in.'
const SILENT = 'the database does not answer at this address'

/** What a fault at the start means to whoever set the address, by the beginning of its SQLSTATE (PostgreSQL manual, A). */
const MEANINGS: Readonly<Record<string, string>> = {
  '28': CLOSED_DOOR,
  '3D000': 'there is no such database.',
  '42501':
    'the role lacks a privilege; the owner must be able to create roles, and schemas in this database.',
}

/**
 * What went wrong when a database was first spoken to, as an error that names the setting: ConfigError if its value is
 * wrong, StorageError `database-unreachable` if nobody answers; any other error as it is.
 */
export function describeDatabaseFault(setting: DatabaseSetting, error: unknown): unknown {
  if (error instanceof StorageError)
    return error.code === 'application-role-refused' || error.code === 'migration-missing'
      ? new ConfigError(`${setting}: ${error.message}.`, { cause: error })
      : error
  const code = String((error as { code?: unknown }).code)
  const meaning = MEANINGS[code] ?? MEANINGS[code.slice(0, 2)]
  if (meaning !== undefined) return new ConfigError(`${setting}: ${meaning}`, { cause: error })
  if (!isAbsent(error)) return error
  return new StorageError('database-unreachable', `${setting}: ${SILENT}`, { cause: error })
}
