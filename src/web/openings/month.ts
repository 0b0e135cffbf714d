import type { Language } from '../words/language.ts'

/** The month before a month, both `YYYY-MM`. */
export function monthBefore(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 2)).toISOString().slice(0, 7)
}

/** A month in words: `november 2026`. */
export function sayMonth(month: string, language: Language): string {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB'
  const words = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return words.format(Date.parse(`${month}-01T00:00:00.000Z`))
}
