import { parseUtf8 } from '../protocol/bytes.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** What was signed about a disclosure, so that its readers need not believe this node: compact JWS, oldest first. */
export interface SignedAbout {
  readonly manifest?: string
  readonly openRequests: readonly string[]
  /** The first of each fact and function. */
  readonly receipts: readonly string[]
  readonly withdrawals: readonly string[]
}

/** The kinds that are asked for; of a list the steps suffice. */
export type SignedKind = 'manifest' | 'open-request' | 'receipt' | 'withdrawal'

/** What was signed about these disclosures that the agency is party to. What was erased is not there. */
export async function listSigned(
  db: Db,
  agency: string,
  ids: readonly Uuid[],
  kinds: readonly SignedKind[],
): Promise<(id: Uuid) => SignedAbout> {
  const rows =
    ids.length === 0
      ? []
      : await db<{ disclosure: string; kind: SignedKind; text: Uint8Array }[]>`
          select disclosure, kind, text
            from facts.list_signed(${agency}, ${[...ids]}, ${[...kinds]})
        `
  const about = Map.groupBy(rows, ({ disclosure }) => disclosure)
  return (id) => {
    const own = about.get(id) ?? []
    const texts = (kind: SignedKind) =>
      own.filter((row) => row.kind === kind).map(({ text }) => parseUtf8(text))
    const [manifest] = texts('manifest')
    return {
      ...(manifest !== undefined && { manifest }),
      openRequests: texts('open-request'),
      receipts: texts('receipt'),
      withdrawals: texts('withdrawal'),
    }
  }
}
