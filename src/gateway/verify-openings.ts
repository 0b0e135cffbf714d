import { parseStatementUnsafe } from '../protocol/statement.ts'
import { verifyRecordBody } from '../protocol/record.ts'
import { listRecordsAbout } from '../storage/appended.ts'
import type { StoredErasure } from '../storage/erasures.ts'
import type { CaseDisclosure } from '../storage/extract.ts'
import { GatewayError } from './errors.ts'
import type { Gate } from './gate.ts'

/**
 * Checks that every opening that the log has a record of is among those that the database lists: whoever deletes one to hide it
 * would have to delete its record as well. What an erasure covers is not expected to be there. Throws GatewayError `record-missing`, and `record-commitment-mismatch` for a record
 * that was altered.
 */
export async function verifyOpenings(
  { db }: Pick<Gate, 'db'>,
  agency: string,
  { disclosure, openings }: CaseDisclosure,
  erasures: readonly StoredErasure[],
): Promise<void> {
  const listed = new Set(openings.map((text) => parseStatementUnsafe('open-request', text).digest))
  const records = await listRecordsAbout(db, agency, disclosure)
  const isHidden = records.some(({ position, leaf, body, nonce }) => {
    if (body === null || nonce === null || isErased(erasures, position)) return false
    const { ev, statement } = verifyRecordBody(leaf, body, nonce)
    return ev === 'disclosure.opened' && !listed.has(statement!)
  })
  if (isHidden) throw new GatewayError('record-missing', 'an opening is on record and not listed')
}

/** Whether it was erased who acted in this record, and with it what was signed. */
export function isErased(erasures: readonly StoredErasure[], position: number): boolean {
  return erasures.some(({ from, to }) => from <= position && position < to)
}
