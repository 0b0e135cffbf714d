import type { StoredHead } from '../audit/store.ts'
import type { Db } from './db.ts'

interface CheckpointRow {
  readonly size: string
  readonly root: Uint8Array
  readonly note: string
  readonly at: Date
}

/** The newest checkpoint, or undefined while the log is empty. */
export async function findNewestCheckpoint(db: Db): Promise<StoredHead | undefined> {
  const [row] = await db<CheckpointRow[]>`
    select size, root, note, at
      from log.checkpoint
     order by size desc
     limit 1
  `
  return row && fromRow(row)
}

/** The first checkpoint that covers an entry: the one that its writer was given. */
export async function findCheckpointOf(db: Db, index: number): Promise<StoredHead | undefined> {
  const [row] = await db<CheckpointRow[]>`
    select size, root, note, at
      from log.checkpoint
     where size > ${index}
     order by size
     limit 1
  `
  return row && fromRow(row)
}

function fromRow({ size, root, note, at }: CheckpointRow): StoredHead {
  return { size: Number(size), root, note, at: at.getTime() }
}
