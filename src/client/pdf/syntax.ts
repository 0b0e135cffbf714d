/** A string of PDF (ISO 32000-1 §7.3.4.2), its bytes as characters of their numbers. */
export function literal(bytes: string): string {
  const escaped = bytes
    .replace(/[\\()]/g, '\\$&')
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
  return `(${escaped})`
}

/** A number as PDF has it. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100)
}
