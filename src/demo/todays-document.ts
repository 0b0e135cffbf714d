import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { DAY } from '../cli/duration.ts'

/** The day on which the example documents are written. */
const WRITTEN_ON = Date.parse('2026-03-02')
const DATE = /^\d{4}-\d{2}-\d{2}(?=$|T)/

/** An example document as if it had been written today: every date in it moved by the same number of days. */
export function todaysDocument(document: JsonObject, now: number): JsonObject {
  const days = Math.floor(now / DAY) - WRITTEN_ON / DAY
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name, move(value, days)]),
  )
}

/** The date so many days from now: `2026-03-09`. */
export function dayFrom(now: number, days: number): string {
  return new Date(now + days * DAY).toISOString().slice(0, 10)
}

function move(value: JsonValue, days: number): JsonValue {
  if (typeof value === 'string') return value.replace(DATE, (day) => dayFrom(Date.parse(day), days))
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => move(item, days))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value as JsonObject)
  return Object.fromEntries(members.map(([name, member]) => [name, move(member, days)]))
}
