import type { Span } from './detector.ts'

/** What several expressions have found, once: of spans that overlap the first, and of two that begin together the longer. */
export function withoutOverlap(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const kept: Span[] = []
  for (const span of sorted) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  return kept
}
