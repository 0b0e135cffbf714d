/**
 * Times as people say them: a clock and what is left. Always Swedish time, whatever the machine says: a deadline of an agency does not
 * move with a laptop.
 *
 * @module
 */
import type { Language } from './language.ts'

const ZONE = 'Europe/Stockholm'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const LOCALES: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' }

const WORDS = {
  sv: {
    today: 'i dag',
    tomorrow: 'i morgon',
    yesterday: 'i går',
    moment: 'mindre än 1 min',
    minutes: (n: number) => `${n} min`,
    hours: (n: number, rest: number) => (rest === 0 ? `${n} tim` : `${n} tim ${rest} min`),
    days: (n: number) => (n === 1 ? '1 dag' : `${n} dagar`),
    left: (span: string) => `${span} kvar`,
    late: (span: string) => `${span} för sent`,
  },
  en: {
    today: 'today',
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
    moment: 'less than 1 min',
    minutes: (n: number) => `${n} min`,
    hours: (n: number, rest: number) => (rest === 0 ? `${n} h` : `${n} h ${rest} min`),
    days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    left: (span: string) => `${span} left`,
    late: (span: string) => `${span} late`,
  },
} as const

/** How a deadline stands. `near`: within two hours. */
export type Nearness = 'far' | 'near' | 'past'

const NEAR = 2 * HOUR

/** A clock: `16:00`. */
export function sayClock(at: number, language: Language): string {
  return format(at, language, { hour: '2-digit', minute: '2-digit' })
}

/** A moment as short as it is clear: `14:01`, `i går 14:01`, `mån 14:01`, `19 november 14:01`, `19 november 2025 14:01`. */
export function sayMoment(at: number, now: number, language: Language): string {
  const day = sayDay(at, now, language)
  const clock = sayClock(at, language)
  return dayNumber(at) === dayNumber(now) ? clock : `${day} ${clock}`
}

/** The day of a moment: `i dag`, `i går`, `i morgon`, `mån`, `19 november`. */
export function sayDay(at: number, now: number, language: Language): string {
  const words = WORDS[language]
  const days = dayNumber(at) - dayNumber(now)
  if (days === 0) return words.today
  if (days === 1) return words.tomorrow
  if (days === -1) return words.yesterday
  if (Math.abs(days) < 7) return format(at, language, { weekday: 'short' })
  const isThisYear = yearOf(at) === yearOf(now)
  return format(at, language, {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
}

/** A whole day: `tisdag 19 november 2026`. */
export function sayWholeDay(at: number, language: Language): string {
  return format(at, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

/** A moment to the second, for what may have happened twice in a minute: `19 november 2026 14:01:07`. */
export function saySecond(at: number, language: Language): string {
  // What stands between day and time differs from one browser to the next.
  const day = format(at, language, { day: 'numeric', month: 'long', year: 'numeric' })
  const clock = format(at, language, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  return `${day} ${clock}`
}

/** How long something takes or took: `9 min`, `1 tim 58 min`, `3 dagar`. Rounded down, so that nothing seems later than it is. */
export function saySpan(ms: number, language: Language): string {
  const words = WORDS[language]
  if (ms < MINUTE) return words.moment
  if (ms < HOUR) return words.minutes(Math.floor(ms / MINUTE))
  if (ms < DAY) return words.hours(Math.floor(ms / HOUR), Math.floor((ms % HOUR) / MINUTE))
  return words.days(Math.floor(ms / DAY))
}

/** A deadline: `i dag 16:00 (1 tim 58 min kvar)`, `i dag 12:00 (2 tim för sent)`; in a list without `kvar`. */
export function sayDeadline(
  at: number,
  now: number,
  language: Language,
  { isInList = false } = {},
): string {
  const { left, late } = WORDS[language]
  const span = saySpan(Math.abs(at - now), language)
  const rest = at < now ? late(span) : isInList ? span : left(span)
  return `${sayDay(at, now, language)} ${sayClock(at, language)} (${rest})`
}

/** How near a deadline is. */
export function nearnessOf(at: number, now: number): Nearness {
  if (at < now) return 'past'
  return at - now <= NEAR ? 'near' : 'far'
}

/** ms after which what is said of these moments may be another. */
export const WORDS_HOLD = 15_000

const formats = new Map<string, Intl.DateTimeFormat>()

function format(at: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  const name = JSON.stringify([language, options])
  const known =
    formats.get(name) ??
    new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: ZONE, hourCycle: 'h23' })
  formats.set(name, known)
  return known.format(at)
}

/** Days since 1970 in Swedish time. */
function dayNumber(at: number): number {
  const [year, month, day] = partsOf(at)
  return Date.UTC(year, month - 1, day) / DAY
}

function yearOf(at: number): number {
  return partsOf(at)[0]
}

const CALENDAR = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

function partsOf(at: number): readonly [number, number, number] {
  return CALENDAR.format(at).split('-').map(Number) as [number, number, number]
}
