import { readFileSync, statSync } from 'node:fs'
import { ConfigError } from './config-error.ts'
import type { ConfigFiles } from './config.ts'

/** The disk, for `parseConfig`. */
export const CONFIG_FILES: ConfigFiles = {
  read(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch (cause) {
      throw new ConfigError('the file cannot be read.', { cause })
    }
  },
  isExposed(path) {
    const stat = statSync(path, { throwIfNoEntry: false })
    // Windows has no such bits; there the folder's access list is the operator's.
    return stat !== undefined && process.platform !== 'win32' && (stat.mode & 0o077) !== 0
  },
}
