/**
 * Names of municipalities and other places. Known names are found wherever they stand; names that are also words or people's
 * only where a place is meant; and unknown ones by how Swedish names of places end, or by the words before them.
 *
 * @module
 */
import type { Detector, Span } from './detector.ts'
import { beginsSentence, matches } from './matches.ts'
import { LOCALITIES } from './places/localities.ts'
import { MUNICIPALITIES } from './places/municipalities.ts'
import { withoutOverlap } from './without-overlap.ts'

/** Also a word, a first name or a family name. */
const AMBIGUOUS = new Set(
  (
    'Ale Alby Berg Boden Dalby Dorotea Eda Ekeby Falkenberg Husby Hög Idre Kil Kinda Klippan Köping Lund Mark Mora Nol Nora ' +
    'Norberg Nacka Sala Salem Skene Säter Trosa Vara Vilhelmina'
  ).split(' '),
)
const EDGE = String.raw`(?<![\p{L}\d@.-])`
const END = String.raw`(?:s|bo|borna?)?(?![\p{L}\d@]|\.\p{L})`
const known = [...new Set([...MUNICIPALITIES, ...LOCALITIES])]
const CLEAR = new RegExp(
  `${EDGE}(?:${known.filter((name) => !AMBIGUOUS.has(name)).join('|')})${END}`,
  'giu',
)

/** Words after which a name is a place and no person. */
const IN = String.raw`(?:(?<=(?<!\p{L})(?:[Ii]|[Ii]nom|[Uu]tanför|[Nn]ära|[Ii]nvid|[Cc]entrala|(?:norr|söder|öster|väster) om) )|(?<=(?<!\p{L})(?:flytt|åk|res|kör|följ)\p{L}* (?:\p{L}+ )?till ))`
const UNCLEAR = new RegExp(`${IN}(?:${[...AMBIGUOUS].join('|')})(?![\\p{L}\\d])`, 'gu')
/** `Påhittsköpings kommun`, `Påhitta stad`. */
const BODY =
  /(?<![\p{L}\d-])(?<what>(?:\p{Lu}[\p{L}-]+ )?\p{Lu}[\p{L}-]+) (?:kommun|stad|socken|församling|stadsdel)(?:en|s)?(?!\p{L})/gu
/** Endings that hardly anything but a place has. */
const TELLING =
  /(?<![\p{L}\d@.-])\p{Lu}\p{L}{2,}(?:köping|köpinge|torp|hult|arp|löv|hamn|bygd|sele|träsk|tuna|åkra|boda)s?(?![\p{L}\d@])/gu
/** Endings that family names share. */
const SHARED = new RegExp(
  `${IN}\\p{Lu}\\p{L}+(?:by|berg|borg|lund|vik|viken|ås|åsen|sund|fors|forsa|holm|ryd|inge|ö|sjö|dal|mark|hed|skog|näs|gården|haga|hem|höjd|strand|bro|å|sta|stad|berga|ling|ängen|slätt)s?(?![\\p{L}\\d@])`,
  'gu',
)
/** Where somebody is said to live, any name is one of a place. */
const LIVES =
  /(?<!\p{L})(?:bor|bott|bosatt|vistas|gömmer sig|håller till|skriven|folkbokförd|(?:lägenhet(?:en)?|hus(?:et)?|stug(?:a|an)|boende(?:t)?|rum|villa|skol[ae]n?|jobb(?:ar|et)?|arbetar|arbetet)) (?:(?:nu|kvar|numera|ihop|just nu|tillsammans|hemlighet) )?i (?<what>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)/gu
/** Too large to lead anywhere, or no place. */
const WIDE = new Set(
  (
    'Sverige Norge Danmark Finland Island Tyskland Polen Europa Norden Ukraina Syrien Irak Iran Turkiet Somalia Afghanistan ' +
    'EU BBIC SARA Treserva Lifecare Procapita Mellanstad Huvudstad Hovrätten Tingsrätten'
  ).split(' '),
)

/** Courts and universities are called by a city and serve many. */
const SERVES_MANY = /^ (?:tingsrätt|hovrätt|förvaltningsrätt|kammarrätt|universitet)/

/** Places by name. */
export const placeName: Detector = { name: 'place-name', find }

function find(text: string): Span[] {
  const isOpen = (name: string, _: unknown, at: number): boolean =>
    !WIDE.has(name) && !beginsSentence(text, at)
  const spans = [
    ...matches(text, CLEAR),
    ...matches(text, UNCLEAR),
    ...matches(
      text,
      BODY,
      (name) => !WIDE.has(name) && !/^(?:Vår|Er|Sin|Den|Annan|Någon|Samma)$/.test(name),
    ),
    ...matches(text, TELLING, isOpen),
    ...matches(text, SHARED, (name) => !WIDE.has(name)),
    ...matches(text, LIVES, (name) => !WIDE.has(name)),
  ]
  return withoutOverlap(spans).filter(({ end }) => !SERVES_MANY.test(text.slice(end, end + 20)))
}
