/** A line as an author reads it: parts have numbers for programs and terminals alone. */
export function withoutNumbers(line: string): string {
  return line.replace(/ \(p\d+(?:, p\d+)*\)$/, '')
}
