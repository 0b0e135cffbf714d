import type { RecordBody } from '../../protocol/record.ts'
import type { Time } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'

/** A closed record as a reviewer's queue is made of it. */
export interface ReviewedRecord {
  /** Among all entries of the log. */
  readonly position: number
  readonly id: Uuid
  readonly body: RecordBody
}

/** When it happened, in ms since 1970. */
export function timeOf({ body }: { readonly body: { readonly ts: Time } }): number {
  return Date.parse(body.ts)
}

/** The same text for all that one member did: in every month as far as the member is known, else in one. */
export type PersonOf = (body: RecordBody) => string
