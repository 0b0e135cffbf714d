import type { DeclaredRelation } from '../audit/review/relations.ts'
import type { Db } from './db.ts'

/** What an agency's members have declared: of themselves the newest in each function, of cases everything. */
export async function listRelations(db: Db, agency: string): Promise<DeclaredRelation[]> {
  const rows = await db<(Omit<DeclaredRelation, 'case'> & { case_ref: string | null })[]>`
    select function, member, case_ref, kid, tokens, barred
      from facts.list_relations(${agency})
  `
  return rows.map(({ case_ref: reference, ...row }) => ({ ...row, case: reference }))
}
