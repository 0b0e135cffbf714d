import type { FoldedText } from './folded-text.ts'

/** A folded text with every match of a pattern rewritten; undefined if there is none, so that nothing has to be looked at again. */
export function rewriteText(
  { text, origins }: FoldedText,
  pattern: RegExp,
  rewrite: (found: string) => string,
): FoldedText | undefined {
  let rewritten = ''
  const places: FoldedText['origins'][number][] = []
  let at = 0
  const keep = (to: number): void => {
    rewritten += text.slice(at, to)
    for (; at < to; at++) places.push(origins[at]!)
  }
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const other = rewrite(found)
    if (other === found) continue
    keep(index)
    const end = index + found.length
    rewritten += other
    const whole = { start: origins[index]!.start, end: origins[end - 1]!.end }
    for (let unit = 0; unit < other.length; unit++) places.push(whole)
    at = end
  }
  if (at === 0) return undefined
  keep(text.length)
  return { text: rewritten, origins: places }
}
