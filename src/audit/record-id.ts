import type { RandomBytes } from '../protocol/random.ts'
import { newUuid } from '../protocol/uuid.ts'
import type { Uuid } from '../protocol/uuid.ts'

const DAY = 86_400_000

/**
 * Draws the id of a record: a UUIDv7 whose time is the beginning of the UTC day. A closed leaf must not tell the moment of an act, and
 * its id is all else that it says; the day keeps new ids together in the index. A record that waited over midnight has the day
 * before.
 */
export function newRecordId(now: number, random: RandomBytes): Uuid {
  return newUuid(now - (now % DAY), random)
}
