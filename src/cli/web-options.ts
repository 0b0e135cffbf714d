import { CliError } from './errors.ts'
import { LOG_OPTIONS } from './log-place.ts'

/** Options of commands that hold a web client against the log. */
export const WEB_LOG_OPTIONS = {
  folder: LOG_OPTIONS.folder,
  log: LOG_OPTIONS.log,
  policy: LOG_OPTIONS.policy,
} as const

/** An address without a path. Throws `usage`. */
export function readWebAddress(text: string, option: string): URL {
  const url = URL.parse(text)
  if (url === null || url.origin !== text.replace(/\/$/, '') || !/^https?:$/.test(url.protocol))
    throw new CliError('usage', option)
  return url
}
