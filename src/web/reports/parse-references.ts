/** As `newCaseReference` writes it (Crockford's alphabet). */
const REFERENCE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

/** The references of a text, between lines, spaces or commas, each once; small letters are forgiven. Undefined if one is none, or there is none. */
export function parseReferences(text: string): string[] | undefined {
  const words = text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  if (words.length === 0 || !words.every((word) => REFERENCE.test(word))) return undefined
  return [...new Set(words)]
}
