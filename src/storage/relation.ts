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
    const { function: id, member, case: reference = null, kid, tokens, barred = [] } = payload
    return { digest, function: id, member, case: reference, kid, tokens, barred }
  })
}
