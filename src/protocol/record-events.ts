/**
 * Everything that can be recorded is a row of one table: what it is called, in which class a reviewer finds it, whether its
 * leaf is open, and what its body always says. Who builds records, shows them or sorts them for review reads this table.
 *
 * @module
 */
import { DIRECTORY_EVENTS } from './record-events/directory.ts'
import { DISCLOSURE_EVENTS } from './record-events/disclosure.ts'
import type { RecordClass, RecordEventRow, RecordField } from './record-events/event.ts'
import { OPERATION_EVENTS } from './record-events/operation.ts'
import { READING_EVENTS } from './record-events/reading.ts'
import { REVIEW_EVENTS } from './record-events/review.ts'
import type { RecordBody } from './record.ts'

const ROWS = {
  ...READING_EVENTS,
  ...DISCLOSURE_EVENTS,
  ...REVIEW_EVENTS,
  ...DIRECTORY_EVENTS,
  ...OPERATION_EVENTS,
} as const satisfies Record<string, RecordEventRow>

type Rows = typeof ROWS

/** The name of something that can be recorded. */
export type RecordEvent = keyof Rows

/** The events whose leaf is open or closed. */
export type EventWithLeaf<L extends 'open' | 'closed'> = {
  [E in RecordEvent]: Rows[E]['leaf'] extends L ? E : never
}[RecordEvent]

/** The fields that the body of an event always has. */
export type NeededField<E extends RecordEvent> = Rows[E]['needs'][number]

/** The table. */
export const RECORD_EVENTS: { readonly [E in RecordEvent]: RecordEventRow } = ROWS

/** Whether this is the name of something that can be recorded. */
export function isRecordEvent(name: string): name is RecordEvent {
  return Object.hasOwn(RECORD_EVENTS, name)
}

/** The events of a class, in the order of the table. */
export function eventsOfClass(of: RecordClass): RecordEvent[] {
  return Object.entries(RECORD_EVENTS).flatMap(([name, row]) =>
    row.class === of ? [name as RecordEvent] : [],
  )
}

/** What a body of its event must say and does not; empty for a whole one. A body whose event is not in the table lacks `ev`. */
export function missingFields(body: Partial<RecordBody>): (RecordField | 'ev')[] {
  const { ev } = body
  if (ev === undefined || !isRecordEvent(ev) || RECORD_EVENTS[ev].leaf !== 'closed') return ['ev']
  return RECORD_EVENTS[ev].needs.filter(
    (field) => body[field] === undefined || body[field] === null,
  )
}
