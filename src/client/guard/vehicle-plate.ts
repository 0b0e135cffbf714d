import type { Detector } from './detector.ts'
import { matches } from './matches.ts'
import { withoutOverlap } from './without-overlap.ts'

/** Three letters without I, Q, V, Å, Ä and Ö, two digits, and a digit or letter (Transportstyrelsen, TSFS 2015:63). */
const LETTERS = '[A-HJ-PR-UW-Z]{3}'
const REST = String.raw`\d{2}[\dA-HJ-NPR-UW-Z]`
const EDGE = String.raw`(?<![\p{L}\d@./-])`
const END = String.raw`(?![\p{L}\d@/-]|[.:]\d)`
const CAPITAL = new RegExp(`${EDGE}${LETTERS}[ -]?${REST}${END}`, 'gu')
const TOGETHER = new RegExp(`${EDGE}${LETTERS}${REST}${END}`, 'giu')
const SAID = new RegExp(
  `(?<!\\p{L})(?:reg(?:istrerings)?\\.? ?(?:nr|nummer|skylt)\\p{L}*|bil(?:en)?|skylt(?:en)?)[.:]? (?:är |med )?(?<what>${LETTERS}[ -]?${REST})${END}`,
  'giu',
)
/** Acts, courts, units and forms that are written with a number after them. */
const NO_PLATE =
  /^(?:BrB|OSL|SFS|SOU|SOL|LVU|LVM|LPT|LSS|LUL|HVB|HSL|PDL|RKU|KUT|FAP|RPS|ROS|DNR|NJA|PTS|SKR|SKV|SMS|SOS|TEL|RUM|NOV|DEC|JAN|FEB|MAR|APR|MAJ|JUN|JUL|AUG|SEP|OKT|KAP|ART|DOM|LED|LOG|MOM|NUM|NYA|PER|PAR|PGA|SEK|EUR|USD|DKK|NOK)/i

/** Swedish registration plates: they lead to an owner and an address. */
export const vehiclePlate: Detector = {
  name: 'vehicle-plate',
  find: (text) =>
    withoutOverlap([
      ...matches(text, CAPITAL, (plate) => !NO_PLATE.test(plate)),
      ...matches(text, TOGETHER, (plate) => !NO_PLATE.test(plate)),
      ...matches(text, SAID, (plate) => !NO_PLATE.test(plate)),
    ]),
}
