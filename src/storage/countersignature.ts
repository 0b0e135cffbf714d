import type { Verdict } from '../protocol/vocabulary.ts'
import type { Db } from './db.ts'

/** The verdicts recorded on a held disclosure, oldest first. */
export async function listVerdicts(db: Db, agency: string, disclosure: string): Promise<Verdict[]> {
  const rows = await db<{ verdict: Verdict }[]>`
    select verdict
      from facts.list_verdicts(${agency}, ${disclosure})
  `
  return rows.map((row) => row.verdict)
}
