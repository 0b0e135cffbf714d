import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Db } from './db.ts'

/** A statement about an agency, an agreement or this node, as it was published. */
export interface DirectoryText {
  readonly kind: string
  /** Null for an agreement and for what this node says. */
  readonly agency: string | null
  readonly digest: Digest
  readonly text: string
  /** Index of its record, whose leaf is open. */
  readonly recorded: number
}

/** Index of the last record of such a statement; -1 without any. Cheap: one step into an index. */
export async function findVersion(db: Db): Promise<number> {
  const [row] = await db<{ version: string | null }[]>`
    select max(recorded) as version
      from facts.statement
     where disclosure is null
  `
  return Number(row?.version ?? -1)
}

/** The statements recorded after an index, in the log's order. */
export async function listAfter(db: Db, index: number): Promise<DirectoryText[]> {
  const rows = await db<
    { kind: string; agency: string | null; digest: string; text: Uint8Array; recorded: string }[]
  >`
    select f.kind, f.agency, f.digest, c.text, f.recorded
      from facts.statement f
      join content.statement c on c.digest = f.digest
     where f.disclosure is null
       and f.recorded > ${index}
     order by f.recorded
  `
  return rows.map(({ text, recorded, ...row }) => ({
    ...row,
    text: parseUtf8(text),
    recorded: Number(recorded),
  }))
}
