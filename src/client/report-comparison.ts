import type { ReportLine } from './report.ts'

/** A line of a report beside the same line of an earlier one. */
export interface ComparedLine extends Pick<ReportLine, 'of' | 'part' | 'label'> {
  /** Null: the report does not have the line. */
  readonly now: ReportLine | null
  readonly earlier: ReportLine | null
}

/** The same period of the year before: `2025-H1` for `2026-H1`. */
export function yearBefore(period: string): string {
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`
}

/**
 * Two reports line by line, in the order of the newer one. What only the earlier one has, as a party that has left, follows the lines of
 * the same count.
 */
export function compareLines(
  now: readonly ReportLine[],
  earlier: readonly ReportLine[],
): ComparedLine[] {
  const counts = [...new Set([...now, ...earlier].map(({ of }) => of))]
  return counts.flatMap((of) => {
    const [newer, older] = [now, earlier].map((lines) => lines.filter((line) => line.of === of))
    const gone = older!.filter(({ part }) => !newer!.some((line) => line.part === part))
    return [
      ...newer!.map((line) => beside(line, older!.find(({ part }) => part === line.part) ?? null)),
      ...gone.map((line) => ({ ...nameOf(line), now: null, earlier: line })),
    ]
  })
}

function beside(now: ReportLine, earlier: ReportLine | null): ComparedLine {
  return { ...nameOf(now), now, earlier }
}

function nameOf({ of, part, label }: ReportLine) {
  return { of, part, label }
}
