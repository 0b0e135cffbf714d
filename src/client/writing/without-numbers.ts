/** A line as a person reads it: parts, and the questions that lawyers have not settled, have numbers for programs and terminals alone. */
export function withoutNumbers(line: string): string {
  return line.replace(/ \(p\d+(?:, p\d+)*\)$| \[Q\d+\]/g, '')
}
