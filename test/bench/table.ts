/** Writes rows under a title, columns aligned; the first column to the left, figures to the right. */
export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  notes: readonly string[] = [],
): void {
  const widths = header.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('   ')
  const rule = widths.map((width) => '─'.repeat(width)).join('───')
  const text = [title, '', line(header), rule, ...rows.map(line), ...notes.map((n) => `  ${n}`), '']
  console.log(`\n${text.join('\n')}`)
}

/** Three significant digits, with thin groups of thousands. */
export function figure(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US').replaceAll(',', ' ')
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 })
}

/** A measured ratio beside the one aimed for. */
export function verdict(ratio: number, target: number): string {
  return `${figure(ratio)} (target ≥ ${figure(target)}: ${ratio >= target ? 'met' : 'MISSED'})`
}
