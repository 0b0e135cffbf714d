import type { Db } from './db.ts'

/**
 * Deletes sealed bytes that every agency concerned registered at least 30 days before `at` (ms since 1970), and returns of
 * how many disclosures. Facts and records stay, and still verify.
 */
export async function expireSubmissions(db: Db, at: number): Promise<number> {
  const [row] = await db<{ deleted: string }[]>`
    select content.expire_submissions(${new Date(at)}) as deleted
  `
  return Number(row!.deleted)
}
