/** Whether a value occurs more than once. */
export function hasRepetition(values: readonly string[]): boolean {
  return new Set(values).size < values.length
}
