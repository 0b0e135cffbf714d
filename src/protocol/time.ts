import { ProtocolError } from './errors.ts'

/** A moment in UTC with milliseconds: `2026-03-02T09:40:00.000Z`. The one form of RFC 3339 that we write and read. */
export type Time = string

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Writes ms since 1970 as a time; throws TypeError outside the years 0000 to 9999. */
export function encodeTime(milliseconds: number): Time {
  const date = new Date(milliseconds)
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString()
  if (!FORM.test(text)) throw new TypeError('time is outside the years 0000 to 9999')
  return text
}

/** Reads a time as ms since 1970; throws `time-invalid` on anything that `encodeTime` would not have written. */
export function parseTime(text: string): number {
  const milliseconds = FORM.test(text) ? Date.parse(text) : Number.NaN
  // 30 February parses in some runtimes as 2 March; only what is written back the same is a time.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== text)
    throw new ProtocolError('time-invalid', 'not a UTC time with milliseconds')
  return milliseconds
}
