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

/**
 * Reads a time as ms since 1970; throws `time-invalid` on anything that `encodeTime` would not have written. Counted here
 * rather than by Date, which takes 30 February for 2 March in some runtimes, and twenty times as long.
 */
export function parseTime(text: string): number {
  if (!FORM.test(text)) throw timeInvalid()
  const year = numberAt(text, 0, 4)
  const month = numberAt(text, 5, 7)
  const day = numberAt(text, 8, 10)
  const hour = numberAt(text, 11, 13)
  const minute = numberAt(text, 14, 16)
  const second = numberAt(text, 17, 19)
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) throw timeInvalid()
  if (hour > 23 || minute > 59 || second > 59) throw timeInvalid()
  const seconds = ((dayNumber(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
  return seconds * 1000 + numberAt(text, 20, 23)
}

/** The number that some digits write. */
function numberAt(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48
  return value
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function daysIn(year: number, month: number): number {
  if (month === 2 && isLeap(year)) return 29
  return DAYS_BEFORE[month]! - DAYS_BEFORE[month - 1]!
}

/** Days since 1 January 1970 (Gregorian calendar). */
function dayNumber(year: number, month: number, day: number): number {
  const before = year - 1
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const thisYear = DAYS_BEFORE[month - 1]! + (month > 2 && isLeap(year) ? 1 : 0) + day - 1
  return before * 365 + leapDays + thisYear - DAYS_TO_1970
}

const DAYS_TO_1970 = 719_162

function timeInvalid(): ProtocolError {
  return new ProtocolError('time-invalid', 'not a UTC time with milliseconds')
}
