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
  // Some runtimes read 30 February as 2 March, and hour 24 as the next day's first: another day than the one written.
  if (new Date(milliseconds).getUTCDate() !== Number(text.slice(8, 10)))
    throw new ProtocolError('time-invalid', 'not a UTC time with milliseconds')
  return milliseconds
}
