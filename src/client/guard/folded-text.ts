/**
 * Text as a reader sees it, not as it is encoded: what looks like a digit is a digit, what looks like a hyphen is one, and
 * what shows as nothing is gone. Detectors search this, so that a full-width digit, a no-break space or a zero-width
 * character hides nothing, whether put there by a word processor or on purpose.
 *
 * @module
 */
import type { Span } from './detector.ts'
import { toLatin } from './disguised-letters.ts'

/** A folded text, and where each of its characters stands in the original. */
export interface FoldedText {
  readonly text: string
  /** The span in the original of each UTF-16 unit of `text`. */
  readonly origins: readonly Span[]
}

/** Format and control characters, combining marks, and the letters that show as blank (Unicode 16, chapter 23). */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Mn}\p{Me}\u115F\u1160\u3164\uFFA0]/u
const SPACE = /[\s\p{Z}\u2800]/u
const DASH = /[\p{Pd}\u00AF\u02D7\u2043\u2212\u2796]/u
const DIGIT = /\p{Nd}/u
const LOOKALIKES: Readonly<Record<string, string>> = { '\u2795': '+', '\u3002': '.', '\uFF61': '.' }

/** Folds a text: one space for every run of white space and line breaks, ASCII digits, hyphens and full stops. */
export function foldText(original: string): FoldedText {
  const origins: Span[] = []
  let text = ''
  let last = ''
  let start = 0
  for (const [cluster] of original.matchAll(CLUSTER)) {
    const end = start + cluster.length
    // Written apart (a, then a ring above) it is the same letter: macOS and many PDF files write it so.
    const latin = plain(Array.from(cluster, toLatin).join(''))
    const folded = Array.from(latin, foldCharacter).join('')
    if (folded !== '' && (folded !== ' ' || last !== ' ')) {
      text += folded
      for (let unit = 0; unit < folded.length; unit++) origins.push({ start, end })
      last = folded.at(-1)!
    }
    start = end
  }
  return { text: withDigits(text), origins }
}

/** A row of digits in which letters may stand for some: `O7O-I74O6O5`. As long as before. */
const DIGITS = /(?<![\p{L}\d])[\doOlI]+(?:[ ./-]{1,3}[\doOlI]+)*(?![\p{L}\d])/gu

/** Letters that stand in for digits inside a number. */
function withDigits(text: string): string {
  return text.replaceAll(DIGITS, (row) =>
    /\d/.test(row) ? row.replaceAll(/[oO]/g, '0').replaceAll(/[lI]/g, '1') : row,
  )
}

/** Rings, dots and accents that tell Swedish letters apart; upon others they are for show. */
const OWN_MARKS = /^(?:[aA][\u030A\u0308]|[oO]\u0308|[eE]\u0301|[uU]\u0308)/

/** A letter without marks that Swedish does not have: `Sagosťigen`. */
function plain(cluster: string): string {
  const apart = cluster.normalize('NFD')
  if (OWN_MARKS.test(apart)) return apart.slice(0, 2).normalize('NFC')
  return /^\p{Script=Latin}\p{M}/u.test(apart) ? apart[0]! : cluster.normalize('NFC')
}

/** A character and the marks upon it. */
const CLUSTER = /\P{M}\p{M}*|\p{M}/gsu

function foldCharacter(character: string): string {
  if (SPACE.test(character)) return ' '
  if (INVISIBLE.test(character)) return ''
  if (DASH.test(character)) return '-'
  if (DIGIT.test(character)) return String(digitValue(character))
  return LOOKALIKES[character] ?? character.normalize('NFKC')
}

/** The value of a decimal digit of any script: they stand in rows of ten from zero (Unicode 16 §4.6). */
function digitValue(character: string): number {
  const code = character.codePointAt(0)!
  let zero = code
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--
  return (code - zero) % 10
}

/** Where a span of the folded text stands in the original. */
export function originOf({ origins }: FoldedText, span: Span): Span {
  return { start: origins[span.start]!.start, end: origins[span.end - 1]!.end }
}
