import type { Detector } from './detector.ts'
import { matches } from './matches.ts'
import { withoutOverlap } from './without-overlap.ts'

/** 100 12 to 984 99, with or without the space and the country; never inside a longer number. */
const POSTCODE = String.raw`(?<![\p{L}\d./-])(?:SE?[- ]?)?[1-9]\d{2} ?\d{2}(?![\d.:/-])`
const PLACE = String.raw`,? ?(?<place>\p{L}[\p{L}'-]+)`
const ADDRESS = new RegExp(`${POSTCODE}${PLACE}`, 'gu')
/** Without the place, but said to be one: `postnummer 24430`, `SE-244 30`. */
const SAID =
  /(?<!\p{L})(?:(?:postnummer|postnumret|postnr|postkod(?:en)?)\.?:? ?(?:är )?(?:SE?[- ]?)?|SE-)[1-9]\d{2} ?\d{2}(?![\d.:/-])/giu

/** What else may follow five digits: what they count, or the next word of the sentence. */
const NO_PLACE = new Set(
  (
    'kr kronor sek euro öre procent meter km kilometer kg gram liter mil år månader veckor dagar timmar minuter ' +
    'personer invånare barn elever hushåll stycken st gånger ärenden anmälningar samtal platser mål och eller samt ' +
    'till från för som är var har hade på av med om i enligt den det de januari februari mars april maj juni juli ' +
    'augusti september oktober november december'
  ).split(' '),
)

/** A Swedish postcode with the name of the place (Postnord; SS 613401): together they say where somebody lives. */
export const postcodePlace: Detector = {
  name: 'postcode-place',
  find: (text) =>
    withoutOverlap([
      ...matches(text, ADDRESS, (_, { place = '' }) => !NO_PLACE.has(place.toLowerCase())),
      ...matches(text, SAID),
    ]),
}
