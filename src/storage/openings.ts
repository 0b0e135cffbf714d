import type { AgencyRecord } from './record-detail.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** The records of one member in a range of positions. */
export interface OwnRecords {
  readonly agency: string
  /** How the bodies of that time name the member. */
  readonly actor: string
  readonly from: number
  /** The last excluded. */
  readonly to: number
}

/** One record of what the member did, with the type of the disclosure that it is about. */
export interface OwnRecord extends Omit<AgencyRecord, 'detail'> {
  readonly type: string | null
}

/** What one member of an agency did, newest first. */
export async function listOwnRecords(
  db: Db,
  { agency, actor, from, to }: OwnRecords,
): Promise<OwnRecord[]> {
  const rows = await db<(Omit<OwnRecord, 'position'> & { index: string })[]>`
    select index, id, leaf, body, nonce, type
      from facts.list_own_records(${agency}, ${actor}, ${from}, ${to})
  `
  return rows.map(({ index, ...row }) => ({ ...row, position: Number(index) }))
}

/** Where the openings of a member, and what he took out, were recorded in a range of positions. */
export async function listOwnActs(
  db: Db,
  { agency, member }: { readonly agency: string; readonly member: Uuid },
  { from, to }: Pick<OwnRecords, 'from' | 'to'>,
): Promise<number[]> {
  const rows = await db<{ recorded: string }[]>`
    select recorded
      from facts.list_own_acts(${agency}, ${member}, ${from}, ${to})
  `
  return rows.map(({ recorded }) => Number(recorded))
}
