/**
 * Other readings of a text: what people write when they do not want a machine, or a reader, to see a number, an address or a name.
 *
 * @module
 */
import type { FoldedText } from './folded-text.ts'
import { rewriteText } from './rewritten-text.ts'

/** Words, and ways of writing them, that stand for a sign. */
const SIGNS: Readonly<Record<string, string>> = {
  bindestreck: '-',
  streck: '-',
  minus: '-',
  plus: '+',
  punkt: '.',
  mellanslag: ' ',
  '[.]': '.',
  '(.)': '.',
  '{.}': '.',
}
/** Numbers as they are said: `tjugo` is a two and, unless a unit follows, a zero. */
const TENS = numerals('tjugo=2 trettio=3 fyrtio=4 femtio=5 sextio=6 sjuttio=7 åttio=8 nittio=9')
const TEENS = numerals(
  'tio=10 elva=11 tolv=12 tretton=13 fjorton=14 femton=15 sexton=16 sjutton=17 arton=18 nitton=19',
)
const UNITS = numerals(
  'nolla=0 noll=0 etta=1 ett=1 tvåa=2 två=2 trea=3 tre=3 fyra=4 femma=5 fem=5 sexa=6 sex=6 sjua=7 sju=7 åtta=8 nio=9 nia=9 ' +
    'zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9',
)

function numerals(list: string): Readonly<Record<string, string>> {
  return Object.fromEntries(list.split(' ').map((pair) => pair.split('=')))
}

const oneOf = (words: Readonly<Record<string, string>>): string => Object.keys(words).join('|')
const NUMERAL = `${oneOf(TENS)}|${oneOf(TEENS)}|hundra|${oneOf(UNITS)}`
/** Numerals are taken once, and not again in other pieces (`sextio`, `sex tio`): the pieces of a long row would have no end. */
const SAID = new RegExp(
  `(?<![\\p{L}\\d])(?:bindestreck|streck|minus|plus|punkt|mellanslag|(?=(?<row>(?:${NUMERAL})+))\\k<row>)(?![\\p{L}\\d])|[([{]\\.[)\\]}]`,
  'giu',
)
/** What is said in one word is read from its front: `etthundrasjuttiofyra`, `nollsju`. */
const HUNDREDS = new RegExp(
  `(${oneOf(UNITS)})?hundra(?:(${oneOf(TENS)})(${oneOf(UNITS)})?|(${oneOf(TEENS)})|(${oneOf(UNITS)}))?`,
  'giu',
)
const BELOW = new RegExp(
  `(${oneOf(TENS)})(${oneOf(UNITS)})?|${oneOf(TEENS)}|${oneOf(UNITS)}`,
  'giu',
)

function sayInDigits(said: string): string {
  const word = said.toLowerCase()
  return SIGNS[word] ?? word.replaceAll(HUNDREDS, hundreds).replaceAll(BELOW, below)
}

function hundreds(_: string, ...found: (string | undefined)[]): string {
  const [count, tens, unit, teen, one] = found
  const rest =
    tens !== undefined ? below(tens, tens, unit) : (TEENS[teen!] ?? `0${UNITS[one!] ?? 0}`)
  return `${UNITS[count!] ?? 1}${rest}`
}

function below(found: string, tens?: string, unit?: string): string {
  if (tens === undefined) return TEENS[found] ?? UNITS[found]!
  return `${TENS[tens]}${unit === undefined ? 0 : UNITS[unit]}`
}

/** Letters or digits one by one: `M-a-l-m-ö`, `A B C 1 2 3`. */
const APART = /(?<![\p{L}\d])[\p{L}\d](?:([ ._*-])[\p{L}\d])(?:\1[\p{L}\d]){2,}(?![\p{L}\d])/gu

/** Together, with one space where letters and digits meet; `i` before a name is a word of its own. */
function together(apart: string): string {
  if (!/\p{L}/u.test(apart)) return apart
  const [, before = '', rest] = /^([iåIÅ][ ._*-](?=\p{Lu}))?(.*)$/u.exec(apart)!
  const joined = Array.from(rest!)
    .filter((_, i) => i % 2 === 0)
    .join('')
  return `${before}${joined.replaceAll(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' ')}`
}

/** Digits and signs that stand in for letters inside a word: `K4vl1nge`. */
const STAND_INS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  '@': 'a',
}
const INSIDE = /(?<=\p{L})(?:[01345](?=\p{L})|@(?=\p{L})(?![\p{L}\p{N}-]+\.))/gu

/** The text as it may be meant, once for each disguise that there is; none for nearly every text. */
export function readOtherwise(folded: FoldedText): FoldedText[] {
  return [
    rewriteText(folded, SAID, sayInDigits),
    rewriteText(folded, APART, together),
    rewriteText(folded, INSIDE, (sign) => STAND_INS[sign]!),
  ].filter((text) => text !== undefined)
}
