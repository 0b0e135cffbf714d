import type { Digest } from '../protocol/sha256.ts'
import type { Db } from './db.ts'

/** Whether somebody's sign-in under this token is recorded; the token is named by its digest. */
export async function hasSession(db: Db, token: Digest): Promise<boolean> {
  const [row] = await db<[{ found: boolean }]>`select facts.has_session(${token}) as found`
  return row.found
}
