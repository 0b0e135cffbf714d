/**
 * Moments as people in Sweden say them: by their own clock, and by today and tomorrow where that is how one would put it.
 * The gateway counts in UTC; nobody reads that in a car at night.
 *
 * @module
 */
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { parseTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import type { Day } from '../rule.ts'
import { swedishDay, swedishOffset } from '../swedish-day.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const SV_DAYS = ['söndag', 'måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag']
const EN_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const SV_MONTHS =
  'januari februari mars april maj juni juli augusti september oktober november december'
const EN_MONTHS =
  'January February March April May June July August September October November December'

/** A moment seen from another: `i dag kl. 18.40`, `i morgon kl. 09.00`, `fredag 27 november kl. 12.00`. */
export function tellMoment(at: Time, now: Time): LocalText {
  const clock = clockOf(at)
  const day = tellDay(swedishDay(at), swedishDay(now))
  return { sv: `${day.sv} kl. ${clock.replace(':', '.')}`, en: `${day.en} at ${clock}` }
}

/** A day seen from another, with the year where it is another one. */
export function tellDay(day: Day, today: Day): LocalText {
  const away = (midnight(day) - midnight(today)) / DAY
  if (away === 0) return { sv: 'i dag', en: 'today' }
  if (away === 1) return { sv: 'i morgon', en: 'tomorrow' }
  const weekday = new Date(midnight(day)).getUTCDay()
  const year = day.slice(0, 4)
  const date = tellDate(day)
  const [sv, en] = [date.sv, date.en].map((text) =>
    year === today.slice(0, 4) ? text.slice(0, -` ${year}`.length) : text,
  )
  return { sv: `${SV_DAYS[weekday]} ${sv}`, en: `${EN_DAYS[weekday]} ${en}` }
}

/** A day by its date: `31 mars 2025`. */
export function tellDate(day: Day): LocalText {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const [sv, en] = [SV_MONTHS, EN_MONTHS].map((months) => months.split(' ')[month - 1]!)
  return { sv: `${date} ${sv} ${year}`, en: `${date} ${en} ${year}` }
}

/** A moment by its date and clock: `2 mars 2026 kl. 10.40`. */
export function tellDateAndClock(at: Time): LocalText {
  const { sv, en } = tellDate(swedishDay(at))
  const clock = clockOf(at)
  return { sv: `${sv} kl. ${clock.replace(':', '.')}`, en: `${en} at ${clock}` }
}

/** A stretch of time in the largest unit that divides it: `7 dygn`, `12 timmar`, `30 minuter`. */
export function tellDuration(ms: number): LocalText {
  const [size, sv, en] = UNITS.find(([size]) => ms % size === 0 && ms >= size) ?? UNITS.at(-1)!
  const count = Math.max(1, Math.round(ms / size))
  const form = count === 1 ? 0 : 1
  return { sv: `${count} ${sv[form]}`, en: `${count} ${en[form]}` }
}

const UNITS: readonly (readonly [
  size: number,
  sv: readonly [string, string],
  en: readonly [string, string],
])[] = [
  [DAY, ['dygn', 'dygn'], ['day', 'days']],
  [HOUR, ['timme', 'timmar'], ['hour', 'hours']],
  [MINUTE, ['minut', 'minuter'], ['minute', 'minutes']],
]

/** `18:40` by Sweden's clocks. */
function clockOf(at: Time): string {
  const moment = parseTime(at)
  return new Date(moment + swedishOffset(moment)).toISOString().slice(11, 16)
}

function midnight(day: Day): number {
  return Date.parse(`${day}T00:00:00.000Z`)
}
