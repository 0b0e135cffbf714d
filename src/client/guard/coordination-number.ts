import type { Detector } from './detector.ts'
import { findIdentityNumbers, isCalendarDay } from './identity-number.ts'
import type { NumberDate } from './identity-number.ts'

/** Added to the day of birth (lagen 2022:1697 om samordningsnummer; SKV 707). */
const DAY_OFFSET = 60

/** Samordningsnummer: as a personal identity number, with 60 added to the day. */
export const coordinationNumber: Detector = {
  name: 'coordination-number',
  find: (text) => findIdentityNumbers(text, isShiftedDay),
}

/** Where the month or the day of birth is not known, it is 0 before the shift; the Tax Agency's test numbers have both. */
function isShiftedDay({ year, month, day }: NumberDate): boolean {
  const real = day - DAY_OFFSET
  return isCalendarDay({ year, month: month === 0 ? 1 : month, day: real === 0 ? 1 : real })
}
