import type { DeclaredRelation } from '../audit/review/relations.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Db } from './db.ts'

/** All that an agency's members have declared, in the log's order; from the signed texts, whose digests the log holds. */
export async function listRelations(db: Db, agency: string): Promise<DeclaredRelation[]> {
  const rows = await db<{ text: Uint8Array }[]>`
    select text
      from facts.list_relations(${agency})
  `
  return rows.map(({ text }) => {
    const { digest, payload } = parseStatementUnsafe('relation', parseUtf8(text))
    const {
      function: id,
      member,
      case: reference = null,
      kid,
      tokens,
      barred = [],
      readmitted = [],
    } = payload
    return { digest, function: id, member, case: reference, kid, tokens, barred, readmitted }
  })
}

/** The cases from which a member is barred by what somebody of the agency has declared. */
export async function listBarredCases(
  db: Db,
  { agency, member }: { readonly agency: string; readonly member: string },
): Promise<ReadonlySet<string>> {
  const rows = await db<{ case_ref: string }[]>`
    select case_ref
      from facts.list_barred(${agency}, ${member})
  `
  return new Set(rows.map((row) => row.case_ref))
}
