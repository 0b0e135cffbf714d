/** Whether a text names a part inside one disclosure: `p1` to `p99`. */
export function isPartId(text: string): boolean {
  return /^p[1-9]\d?$/.test(text)
}
