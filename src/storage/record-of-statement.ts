import type { Digest } from '../protocol/sha256.ts'
import type { Db } from './db.ts'

/** Index of the record of a directory statement; for one that was published before (`already-recorded`). */
export async function findRecordOf(db: Db, digest: Digest): Promise<number | undefined> {
  const [row] = await db<{ recorded: string }[]>`
    select recorded
      from facts.statement
     where digest = ${digest}
       and disclosure is null
  `
  return row && Number(row.recorded)
}
