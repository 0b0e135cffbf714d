/** So many reports are offered. */
const OFFERED = 6

/** The periods that are over on a Swedish day (`2026-03-02`), newest first; of those that end together the year first. */
export function periodsBefore(day: string): string[] {
  const year = Number(day.slice(0, 4))
  const periods = day.slice(5) > '06-30' ? [`${year}-H1`] : []
  for (let past = year - 1; periods.length < OFFERED; past--)
    periods.push(`${past}`, `${past}-H2`, `${past}-H1`)
  return periods.slice(0, OFFERED)
}
