import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Db } from './db.ts'

/** A statement about a disclosure. */
export interface StatementAbout {
  readonly kind: 'manifest' | 'open-request' | 'countersignature' | 'receipt' | 'withdrawal'
  readonly digest: Digest
  readonly text: string
  /** Index of its record. */
  readonly recorded: number
}

/** Every statement about a disclosure that the agency is party to, its manifest among them, oldest first. */
export async function listStatementsAbout(
  db: Db,
  agency: string,
  disclosure: string,
): Promise<StatementAbout[]> {
  const rows = await db<
    { kind: StatementAbout['kind']; digest: string; text: Uint8Array; recorded: string }[]
  >`
    select kind, digest, text, recorded
      from facts.list_statements_about(${agency}, ${disclosure})
  `
  return rows.map(({ kind, digest, text, recorded }) => ({
    kind,
    digest,
    text: parseUtf8(text),
    recorded: Number(recorded),
  }))
}
