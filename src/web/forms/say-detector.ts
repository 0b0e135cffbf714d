import type { TFunction } from 'i18next'

const DETECTORS = [
  'personal-identity-number',
  'coordination-number',
  'phone-number',
  'email-address',
  'postcode-place',
  'street-address',
  'place-name',
  'school',
  'shelter',
  'vehicle-plate',
  'coordinates',
  'web-address',
] as const
type Detector = (typeof DETECTORS)[number]

/** What the guard has found, in a word. */
export function sayDetector(name: string, t: TFunction<'forms'>): string {
  return t(`detectors.${DETECTORS.find((one): one is Detector => one === name) ?? 'other'}`)
}
