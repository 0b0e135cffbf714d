/**
 * Text as a reader sees it, not as it is encoded: what looks like a digit is a digit, what looks like a hyphen is one, and
 * what shows as nothing is gone. Detectors search this, so that a full-width digit, a no-break space or a zero-width
 * character hides nothing, whether put there by a word processor or on purpose.
 *
 * @module
 */
import type { Span } from './detector.ts'

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
    const latin = Array.from(cluster, toLatin).join('').normalize('NFC')
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

/** Letters that stand in for digits inside a number: `07O 123`, `l98112`. As long as before. */
function withDigits(text: string): string {
  return text
    .replaceAll(/(?<=\d ?)[oO](?= ?\d)|(?<=\d)[oO](?![\p{L}])/gu, '0')
    .replaceAll(/(?<=\d ?)[lI](?= ?\d)|(?<=\d)[lI](?![\p{L}])/gu, '1')
}

/** Letters of other alphabets that are drawn as Latin ones. */
const TWINS: Readonly<Record<string, string>> = {
  ...twins('АВЕКМНОРСТХУаеорсхуіѕјԁɡӏ', 'ABEKMHOPCTXYaeopcxyisjdgl'),
  ...twins('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρικυ', 'ABEZHIKMNOPTYXoavpiku'),
}

function twins(others: string, latin: string): Record<string, string> {
  return Object.fromEntries(Array.from(others, (letter, i) => [letter, latin[i]!]))
}

function toLatin(letter: string): string {
  return TWINS[letter] ?? letter
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
