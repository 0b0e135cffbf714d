import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** Who has taken a disclosure over for a function, and when. */
export interface Taker {
  readonly member: Uuid
  readonly at: Time
}

/** The function's member who has taken the disclosure over. */
export async function findTaker(
  db: Db,
  agency: string,
  disclosure: string,
  functionId: string,
): Promise<Taker | undefined> {
  const [row] = await db<{ member: string; at: Date }[]>`
    select member, at
      from facts.find_taker(${agency}, ${disclosure}, ${functionId})
  `
  return row && { member: row.member, at: encodeTime(row.at.getTime()) }
}
