/**
 * Streets, with or without number, boxes and apartment numbers, as Swedes write them (SS 613401; Lantmäteriet, Ortnamnsrådet on
 * names of streets). What ends as only streets do needs a number or a capital; what also ends other words needs both.
 *
 * @module
 */
import type { Detector, Span } from './detector.ts'
import { beginsSentence, matches } from './matches.ts'
import { withoutOverlap } from './without-overlap.ts'

/** Endings that are nearly always a street. */
const STREET =
  'gatan|gata|gränden|gränd|vägen|väg|stigen|stig|allén|allé|esplanaden|slingan|torget|torg'
/** Endings that other words have too: `placeringen 2`, `uppgången 3`. */
const MAYBE_STREET =
  'backen|backe|bågen|gången|hamnen|kajen|kroken|leden|liden|parken|platsen|plats|plan|planen|promenaden|ringen|stråket|svängen|terrassen|tvärgränd'
/** Numbers of houses, with the letter of the entrance: `4`, `12 B`, `12b`; no date, time or sum. */
const NUMBER = String.raw`(?:nr ?)?\d{1,4}(?:[A-Za-z]| [A-Z])?(?![\p{L}\d])(?![.:/-]\d)(?! ?%)`
/** What a number may count or date instead. */
const NO_UNIT =
  '(?! (?:minut|timm|dag|veck|månad|år|gång|meter|kilometer|mil|km|m |kr|kronor|procent|person|barn|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))'
/** `Stora `, `Erik Påhittssons `. */
const FOREWORDS = String.raw`(?:\p{Lu}[\p{L}'.]* ){0,2}`
const EDGE = String.raw`(?<![\p{L}\d'-])`

const NUMBERED = new RegExp(
  `${EDGE}(?<what>${FOREWORDS}(?<name>[\\p{L}'-]*(?:${STREET}|${STREET.toUpperCase()})) ${NUMBER})${NO_UNIT}`,
  'gu',
)
const NUMBERED_CAPITAL = new RegExp(
  `${EDGE}(?<what>${FOREWORDS}\\p{Lu}[\\p{L}'-]*(?:${MAYBE_STREET}) ${NUMBER})${NO_UNIT}`,
  'gu',
)
const NAMED = new RegExp(
  `${EDGE}(?<what>\\p{Lu}[\\p{L}'-]+(?:gatan|gränden|vägen|stigen|allén|esplanaden|slingan|torget))(?!\\p{L})`,
  'gu',
)
const BOX = /(?<![\p{L}\d-])(?:post)?box \d{1,5}(?!\d)/giu
const APARTMENT = /(?<![\p{L}\d-])(?:lgh|lägenhet(?:snummer|snr)?)[.:]? ?(?:nr ?)?\d{4}(?!\d)/giu

/** Ways and places that every text may speak of. */
const COMMON =
  /^(?:bak|gå|stads|huvud|tvär|sido|på|ut|om|gen|halv|halva|mitt|motor|motortrafik|lands|skogs|cykel|gång|skol|hem|till|rätta|väster|bil|luft|järn|av|tåg|mellan|åter|flykt|livs|grus|bi|små|villa|mat|salu|köp|marknads|vis|arbets)(?:gatan?|gränd(?:en)?|vägen|väg|stigen|stig|torget|torg)$/i
const BARE = new RegExp(`^(?:${STREET})$`, 'i')

/** Where somebody lives, or may be fetched. */
export const streetAddress: Detector = { name: 'street-address', find }

function find(text: string): Span[] {
  const numbered = matches(text, NUMBERED, (what, { name = '' }) => isStreet(what, name))
  const capital = matches(
    text,
    NUMBERED_CAPITAL,
    (what, _, at) => !beginsSentence(text, at) || /^\p{Lu}\S* \p{Lu}/u.test(what),
  )
  const named = matches(text, NAMED, (name) => !COMMON.test(name))
  const others = [...matches(text, BOX), ...matches(text, APARTMENT)]
  return withoutOverlap([...numbered, ...capital, ...named, ...others])
}

/** `Stora vägen 4` and `sagostigen 4`, but not `på vägen 4`; `torget 3` is no address. */
function isStreet(what: string, name: string): boolean {
  if (BARE.test(name)) return /^\p{Lu}/u.test(what) && what.indexOf(name) > 0
  return !COMMON.test(name)
}
