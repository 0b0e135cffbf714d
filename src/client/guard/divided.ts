import type { Span } from './detector.ts'
import type { Hit } from './run-guard.ts'

/** One text of a document, and the part that it is sealed in. */
export interface PartText {
  readonly pointer: string
  readonly text: string
  readonly part: string
}

/**
 * What stands in none of the texts, but in several of one part that are read one after the other: `070-174` and `06 05`. Told once, at the
 * end of the text in which it begins.
 */
export function findDivided(
  texts: readonly PartText[],
  find: (text: string) => readonly Omit<Hit, 'pointer'>[],
): Hit[] {
  return [...Map.groupBy(texts, ({ part }) => part).values()].flatMap((own) => {
    if (own.length < 2) return []
    const spans = placesOf(own)
    return find(own.map(({ text }) => text).join('\n')).flatMap(({ detector, start, end }) => {
      const first = spans.findIndex((span) => start < span.end)
      const { start: from, end: to } = spans[first]!
      if (end <= to) return []
      return [{ detector, pointer: own[first]!.pointer, start: start - from, end: to - from }]
    })
  })
}

/** Where each text stands among all, one sign apart. */
function placesOf(texts: readonly PartText[]): Span[] {
  let at = 0
  return texts.map(({ text }) => {
    const start = at
    at += text.length + 1
    return { start, end: start + text.length }
  })
}
