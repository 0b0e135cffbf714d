import { drawableText, widthOf } from './helvetica.ts'
import type { Face } from './helvetica.ts'

/** Breaks a text into drawable lines that are at most so wide; a word that is wider than that is broken where it must be. */
export function wrapText(text: string, face: Face, size: number, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(drawableText(line), face, size, width))
}

function wrapLine(text: string, face: Face, size: number, width: number): string[] {
  const fits = (one: string) => widthOf(one, face, size) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = fits(word) ? [word] : breakWord(word, fits)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1)!
  }
  return [...lines, line]
}

function breakWord(word: string, fits: (one: string) => boolean): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const sign of word) {
    if (piece !== '' && !fits(piece + sign)) {
      pieces.push(piece)
      piece = ''
    }
    piece += sign
  }
  return [...pieces, piece]
}
