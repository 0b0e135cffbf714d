import type { Detector, Span } from './detector.ts'
import { beginsSentence, matches } from './matches.ts'
import { withoutOverlap } from './without-overlap.ts'

/** Kinds of schools, which tell nothing of where one is. */
const KINDS =
  'för|grund|hög|folkhög|gymnasie|fri|sär|grundsär|gymnasiesär|träningssär|anpassad grund|låg|mellan|lågstadie|mellanstadie|högstadie|kör|bil|sim|rid|musik|kultur|dans|söndags|språk|yrkes|yrkeshög|sommar|special|same|resurs|vuxen|hem|internat|by|kommun|fritids|skid|polishög|polis|försvarshög|lärarhög|social|socialhög|natur|friluft|estet|barn|ungdoms|mammas?|pappas?|stor|nattugg|jul|läx|tal|verklighetens'
const KIND = new RegExp(`^(?:${KINDS})?-?(?:skolan?|skolor(?:na)?)s?$`, 'iu')
/** `Trollskolan`, `trollskola`. */
const COMPOUND = /(?<![\p{L}\d-])\p{L}+-?skolans?(?!\p{L})/giu
const COMPOUND_INDEFINITE = /(?<![\p{L}\d-])\p{Lu}\p{L}+skola(?!\p{L})/gu
/** `förskolan Trollet`, `skolan Solen`, `dagis Trollet`. */
const NAMED =
  /(?<![\p{L}\d-])(?<what>(?:[Ff]ör|[Gg]rund|[Ff]ri|[Hh]ög|[Ff]olkhög|[Gg]ymnasie|[Ss]är)?[Ss]kol(?:an?|ans avdelning)|[Dd]agis(?:et)?|[Ff]ritids(?:et|hemmet)?|[Dd]agmamman?|[Ff]amiljedaghem(?:met)?|[Gg]ymnasiet|[Dd]aghemmet|[Aa]vdelning(?:en)?) (?<name>\p{Lu}\p{Ll}{2,})/gu
const GYMNASIUM =
  /(?<![\p{L}\d-])\p{Lu}\p{L}+(?:gymnasiet|gymnasium|förskolan|daghem(?:met)?|fritidshem(?:met)?|dagis)s?(?!\p{L})/gu
const NO_NAME =
  /^(?:Hon|Han|Barn|Mamma|Pappa|Polis|Social|Personal|Rektor|Den|Det|Vi|De|BBIC|Enligt|När|Efter)/u

/** Schools and preschools by name: where a child is every day (practice.md §2.0, ARB). */
export const school: Detector = { name: 'school', find }

function find(text: string): Span[] {
  return withoutOverlap([
    ...matches(text, COMPOUND, (name) => !KIND.test(name)),
    ...matches(
      text,
      COMPOUND_INDEFINITE,
      (name, _, at) => !KIND.test(name) && !beginsSentence(text, at),
    ),
    ...matches(text, GYMNASIUM, (name) => !/^(?:Gymnasie|Fritids|För)/u.test(name)),
    ...Array.from(text.matchAll(NAMED)).flatMap(({ 0: whole, groups, index }) =>
      NO_NAME.test(groups!['name']!) ? [] : [{ start: index, end: index + whole.length }],
    ),
  ])
}
