import type { Db } from './db.ts'

/** Something about a disclosure was recorded that concerns a function. */
export interface Change {
  readonly function: string
  /** Where in the log it happened last. */
  readonly cursor: number
}

/** The functions of an agency for which something was recorded after a position and up to another. */
export async function listChanged(
  db: Db,
  agency: string,
  { after, until }: { readonly after: number; readonly until: number },
): Promise<Change[]> {
  const rows = await db<{ function: string; at: string }[]>`
    select function, at
      from facts.list_changed(${agency}, ${after}, ${until})
  `
  return rows.map(({ function: id, at }) => ({ function: id, cursor: Number(at) }))
}
