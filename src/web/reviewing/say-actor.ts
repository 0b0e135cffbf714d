/** So many symbols of a pseudonym tell two members of an agency apart: 48 bits. */
const SYMBOLS = 8

/** A pseudonym as people can compare it: its first symbols, without the mark of its format. */
export function sayActor(pseudonym: string): string {
  return pseudonym.replace(/^p1:/, '').slice(0, SYMBOLS)
}
