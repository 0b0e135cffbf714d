import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** The trial messages that an agency sent or was sent. */
export async function listTrials(db: Db, agency: string): Promise<Uuid[]> {
  const rows = await db<{ id: Uuid }[]>`
    select id
      from facts.list_trials(${agency})
  `
  return rows.map(({ id }) => id)
}
