import type { Detector } from './detector.ts'
import { matches } from './matches.ts'
import { withoutOverlap } from './without-overlap.ts'

const EDGE = String.raw`(?<![\p{L}\d.,])`
/** Degrees with at least three decimals, in Sweden or near it: 54 to 70 north, 8 to 33 east. */
const DECIMAL = new RegExp(
  `${EDGE}N? ?(?:5[4-9]|6\\d|70)[.,]\\d{3,}°? ?N? ?[,;/ ] ?[EÖ]? ?(?:[89]|[12]\\d|3[0-3])[.,]\\d{3,}°? ?[EÖ]?(?!\\d)`,
  'gu',
)
/** `55°47′30″N 13°6′E`, also with the signs of a typewriter. */
const DEGREES = new RegExp(
  `${EDGE}(?:5[4-9]|6\\d|70) ?° ?\\d{1,2}(?:[.,]\\d+)? ?['’′](?: ?\\d{1,2}(?:[.,]\\d+)? ?(?:["”″]|['’′]{2}))? ?N?[, ]{0,2}[EÖ]? ?\\d{1,2} ?° ?\\d{1,2}(?:[.,]\\d+)? ?['’′](?: ?\\d{1,2}(?:[.,]\\d+)? ?(?:["”″]|['’′]{2}))? ?[EÖ]?`,
  'gu',
)
/** `N55°47.5 E13°6.8`: minutes with decimals need no sign of their own. */
const MINUTES = new RegExp(
  `${EDGE}N? ?(?:5[4-9]|6\\d|70) ?° ?\\d{1,2}[.,]\\d+ ?['’′]? ?N?[, ]{0,2}[EÖ]? ?\\d{1,2} ?° ?\\d{1,2}[.,]\\d+(?: ?['’′])?(?: ?[EÖ])?`,
  'gu',
)
/** SWEREF 99 TM, north and east in metres (Lantmäteriet). */
const METRES = new RegExp(
  `${EDGE}N?:? ?(?:6[1-9]|7[0-6])\\d{5} ?[,;/ ] ?E?:? ?[2-9]\\d{5}(?![\\d.,]\\d|\\d)`,
  'gu',
)
/** Open location codes of eight digits or with the name of a place: `9F7JR4WW+XQ`. */
const PLUS_CODE =
  /(?<![\p{L}\d])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\p{L}\d])/gu
const THREE_WORDS = /(?<![:\w])\/\/\/\p{L}+\.\p{L}+\.\p{L}+/gu

/** Points on a map. */
export const coordinates: Detector = {
  name: 'coordinates',
  find: (text) =>
    withoutOverlap(
      [DECIMAL, DEGREES, MINUTES, METRES, PLUS_CODE, THREE_WORDS].flatMap((pattern) =>
        matches(text, pattern),
      ),
    ),
}
