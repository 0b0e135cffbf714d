/**
 * Swedish identity numbers in all usual spellings: ten or twelve digits, with hyphen, plus, space, any one or two signs, or nothing
 * between any of them (folkbokföringslagen 18 §; Skatteverket, SKV 704 and SKV 707).
 *
 * A random row of ten digits has a valid date and check digit in under one case of a hundred, so the spelling may be
 * as free as people write it.
 *
 * @module
 */
import type { Span } from './detector.ts'
import { digitGroups, readings } from './digit-group.ts'
import type { Digits } from './digit-group.ts'
import { isLuhnValid } from './luhn.ts'

/** Any one or two signs, and what is said before the last four digits. */
const GAP =
  /^(?: ?[^\p{L}\d ]{0,2} ?|[ ,.;:–-]{0,3}(?:(?:de |med |och )?(?:fyra sista|sista fyra|sista)(?: siffrorna| siffror)?(?: är)?)[ :–-]{0,3})$/iu
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The day of a birth date as the number has it. */
export interface NumberDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Every row of digits that is an identity number with such a date. */
export function findIdentityNumbers(text: string, isDate: (date: NumberDate) => boolean): Span[] {
  const found: Digits[] = []
  const ends = new Set<number>()
  for (const reading of readings(digitGroups(text), GAP, 12)) {
    const { digits, start, end } = reading
    if (!isIdentityNumber(digits, isDate) || beginsDate(reading, text)) continue
    // With and without century it is the same number: the longer reading stands. Readings come by where they begin, the
    // longer one later, so one that ends here is longer already, and one that begins here is the last and shorter.
    if (ends.has(end)) continue
    if (found.at(-1)?.start === start) ends.delete(found.pop()!.end)
    found.push(reading)
    ends.add(end)
  }
  return found.map(({ start, end }) => ({ start, end }))
}

function isIdentityNumber(digits: string, isDate: (date: NumberDate) => boolean): boolean {
  const parts = /^(18|19|20)?(\d{2})(\d{2})(\d{2})\d{4}$/.exec(digits)
  if (parts === null) return false
  const [, , year, month, day] = parts.map(Number)
  const date = { year: year!, month: month!, day: day! }
  return isDate(date) && isLuhnValid(digits.slice(-10))
}

/** Whether the last four digits are the year of a date: `2026-03-02 2026-03-09` is two dates. */
function beginsDate({ groups, end }: Digits, text: string): boolean {
  return /^(19|20)\d{2}$/.test(groups.at(-1)!.digits) && /^-\d{2}-\d{2}(?!\d)/.test(text.slice(end))
}

/** Whether a year has this month and day. Of a century that is not told, any year divisible by four may be a leap year. */
export function isCalendarDay({ year, month, day }: NumberDate): boolean {
  const days = month === 2 && year % 4 !== 0 ? 28 : (DAYS[month - 1] ?? 0)
  return day >= 1 && day <= days
}
