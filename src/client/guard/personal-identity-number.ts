import type { Detector } from './detector.ts'
import { findIdentityNumbers, isCalendarDay } from './identity-number.ts'

/** Personnummer: birth date, birth number, check digit (folkbokföringslagen 18 §). */
export const personalIdentityNumber: Detector = {
  name: 'personal-identity-number',
  find: (text) => findIdentityNumbers(text, isCalendarDay),
}
