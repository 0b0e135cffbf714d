/**
 * Phone numbers as they are written in Sweden (the PTS numbering plan for telephony, ITU-T E.164): national with area code,
 * with `+46`, `0046` or `46`, and any other country's with `+`.
 *
 * @module
 */
import type { Detector, Span } from './detector.ts'
import { digitGroups, readings } from './digit-group.ts'
import type { Digits } from './digit-group.ts'

const GAP = /^(?: ?[()[\]{}]{0,2} ?(?:[-/.|*_~·•=\\"'’>→]|\.{3})? ?[()[\]{}]{0,2} ?|[,:;])$/
/** What a number may begin with, and how long that is at most. */
const SIGN = /\+ ?\(?$|\($/
const SIGN_LENGTH = '+ ('.length
const ISO_DATE = /(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)/g

/** Area codes of three digits; `08` has two, all others four. */
const THREE_DIGIT_AREAS = /^0(?:1[013689]|2[0136]|3[1356]|4[0246]|54|6[03]|7[0-9]|90)/

/** From the shortest number with its area code to the longest. */
const NATIONAL = { shortest: 8, longest: 10 }
/** E.164 allows fifteen digits; `0046 (0)` before a national number gives the most that is written. */
const LONGEST = 15

/** Telephone numbers. */
export const phoneNumber: Detector = { name: 'phone-number', find }

function find(original: string): Span[] {
  const text = original.replace(ISO_DATE, (date) => 'x'.repeat(date.length))
  const found: Span[] = []
  for (const reading of readings(digitGroups(text), GAP, LONGEST)) {
    const sign = signBefore(reading, text)
    if (!isPhoneNumber(reading, sign.startsWith('+'))) continue
    const span = { start: reading.start - sign.length, end: reading.end }
    const last = found.at(-1)
    // The longest reading of a number stands; what begins inside one belongs to it.
    if (last === undefined || span.start >= last.end) found.push(span)
    else if (span.start === last.start) found[found.length - 1] = span
  }
  return found
}

/** The plus before a number, or the bracket that closes inside it. */
function signBefore({ start, end }: Digits, text: string): string {
  const sign = SIGN.exec(text.slice(Math.max(0, start - SIGN_LENGTH), start))?.[0] ?? ''
  return sign === '(' && !text.slice(start, end).includes(')') ? '' : sign
}

function isPhoneNumber(reading: Digits, isInternational: boolean): boolean {
  const { digits } = reading
  const abroad = isInternational ? digits : /^00([1-9]\d+)$/.exec(digits)?.[1]
  if (abroad !== undefined && !abroad.startsWith('46'))
    return /^[1-9]\d{7,14}$/.test(abroad) && (isInternational || digits.length >= 11)
  const home = abroad ?? (/^467[02369]\d{7}$/.test(digits) ? digits : undefined)
  if (home === undefined) return isNational(reading)
  const national = home.slice('46'.length).replace(/^0?/, '0')
  return hasNationalForm(national)
}

function isNational(reading: Digits): boolean {
  const { digits, groups } = reading
  if (!hasNationalForm(digits) || isDate(reading) || areTimes(reading)) return false
  if (hasDecimals(reading) || isClockOrList(reading)) return false
  const area = areaLength(digits)
  const isSpaced = groups.every((group) => group.digits.length === 1)
  return isSpaced || groups[0]!.digits.length >= area || endsGroup(reading, area)
}

/** Area code, then a subscriber number that does not begin with a zero. */
function hasNationalForm(digits: string): boolean {
  const { shortest, longest } = NATIONAL
  if (!/^0[1-9]/.test(digits) || digits.length < shortest || digits.length > longest) return false
  return digits[areaLength(digits)] !== '0'
}

function areaLength(digits: string): number {
  if (digits.startsWith('08')) return 2
  return THREE_DIGIT_AREAS.test(digits) ? 3 : 4
}

function endsGroup({ groups }: Digits, length: number): boolean {
  let total = 0
  return groups.some((group) => (total += group.digits.length) === length)
}

/** `0,75 1,25`: amounts. In `070,123,45,67` nothing else stands between. */
function hasDecimals({ groups }: Digits): boolean {
  const gaps = groups.slice(1).map(({ gap }) => gap)
  return gaps.includes(',') && (gaps.length < 2 || gaps.some((gap) => gap !== ','))
}

/** `08:30:15`, `071:15`, `011; 2345`: in `070:174:06:05` and `070;174;06;05` the area code stands alone and nothing else stands between. */
function isClockOrList({ digits, groups }: Digits): boolean {
  const gaps = groups.slice(1).map(({ gap }) => gap)
  const sign = gaps.find((gap) => gap === ':' || gap === ';')
  if (sign === undefined) return false
  const isCode = groups[0]!.digits.length === areaLength(digits) && areaLength(digits) > 2
  return !isCode || gaps.some((gap) => gap !== sign)
}

/** `08-12-2026`: day, month and year. */
function isDate({ groups }: Digits): boolean {
  const [day, month, year] = groups.map((group) => group.digits)
  if (groups.length !== 3 || day!.length !== 2 || month!.length !== 2) return false
  return Number(day) <= 31 && Number(month) <= 12 && /^(19|20)\d{2}$/.test(year!)
}

/** `08.30–09.30`: two times of day. */
function areTimes({ groups }: Digits): boolean {
  const isPair = (from: number): boolean =>
    groups[from + 1]?.gap === '.' &&
    /^[0-2]\d$/.test(groups[from]!.digits) &&
    /^[0-5]\d$/.test(groups[from + 1]!.digits)
  return groups.length === 4 && isPair(0) && isPair(2)
}
