import { swedishOffset } from '../policy/swedish-day.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import { CliError } from './errors.ts'

const DAY = /^20\d\d-\d\d-\d\d$/
const HOUR = 3_600_000

/** The moment that an option names: a day, which begins at midnight in Sweden, or a time as RFC 3339. Throws `usage`. */
export function parseMoment(option: string, text: string): Time {
  try {
    if (!DAY.test(text)) return encodeTime(parseTime(text))
    const midnight = parseTime(`${text}T00:00:00.000Z`)
    // No change of summer time falls in the first hours of a Swedish day.
    return encodeTime(midnight - swedishOffset(midnight - HOUR))
  } catch (cause) {
    throw new CliError('usage', `--${option}`, { cause })
  }
}

/** A day that there is in the calendar, `2026-03-02`, as an option names it. Throws `usage`. */
export function parseDay(option: string, text: string): string {
  if (!DAY.test(text)) throw new CliError('usage', `--${option}`)
  parseMoment(option, text)
  return text
}
