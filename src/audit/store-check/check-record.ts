import { ProtocolError } from '../../protocol/errors.ts'
import { parseLeaf, verifyRecordBody } from '../../protocol/record.ts'
import type { OpenLeaf, RecordBody } from '../../protocol/record.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { AuditError } from '../errors.ts'
import type { RecordKey } from '../record-key.ts'
import { factOf } from './fact-of.ts'
import type { ReportStoreFault, StoreFaultCode } from './store-fault.ts'

/** An entry with everything that is kept beside it. */
export interface StoredRecord {
  readonly position: number
  readonly id: Uuid
  readonly leaf: Uint8Array
  /** As the record is filed; null where nothing is kept. */
  readonly filed: Filed | null
}

/** What opens a closed leaf, and under what it is found. */
export interface Filed {
  readonly agency: string | null
  readonly disclosure: Uuid | null
  readonly body: Uint8Array
  readonly nonce: Uint8Array
  /** Who acted, sealed; null where nobody did, and once it is erased. */
  readonly detail: Uint8Array | null
}

/** What an intact record says. */
export interface Said {
  /** Null of a closed one whose body is not there or not its own. */
  readonly what: OpenLeaf | RecordBody | null
  /** Who acted; null where that is not known. */
  readonly member: Uuid | null
}

const NOTHING: Said = { what: null, member: null }

/** Compares an entry with what is kept beside it, tells what is wrong, and gives back what it says. */
export function checkRecord(
  record: StoredRecord,
  recordKey: RecordKey,
  report: ReportStoreFault,
): Said {
  const { position, id, leaf, filed } = record
  const tell = (code: StoreFaultCode) => report({ code, position })
  const parsed = readOrRefuse(() => parseLeaf(leaf))
  if (parsed === undefined || parsed.id !== id) tell('log-record-altered')
  if (parsed === undefined) return NOTHING
  if ('ev' in parsed) {
    if (filed !== null) tell('record-altered')
    return { what: parsed, member: null }
  }
  if (filed === null) {
    tell('record-missing')
    return NOTHING
  }
  const body = readOrRefuse(() => verifyRecordBody(leaf, filed.body, filed.nonce))
  if (body === undefined) {
    tell('record-altered')
    return NOTHING
  }
  if (!isFiledRight(filed, body)) tell('record-misfiled')
  return { what: body, member: checkDetail(id, filed, body, recordKey, tell) }
}

/** Its agency's, and where a fact is about a disclosure also found by that: its parties may read it. */
function isFiledRight({ agency, disclosure }: Filed, body: RecordBody): boolean {
  const shared = factOf(body.ev) === undefined ? null : (body.disclosure ?? null)
  return agency === body.agency && disclosure === shared
}

/** Gives back who acted, if that is known. */
function checkDetail(
  id: Uuid,
  { detail }: Filed,
  { agency, det }: RecordBody,
  recordKey: RecordKey,
  tell: (code: StoreFaultCode) => void,
): Uuid | null {
  if (detail === null) {
    if (det !== undefined) tell('detail-missing')
    return null
  }
  try {
    if (agency !== null && det !== undefined)
      return recordKey.openDetail(agency, id, detail, det).member
  } catch (error) {
    if (!(error instanceof AuditError) && !(error instanceof ProtocolError)) throw error
  }
  tell('detail-altered')
  return null
}

function readOrRefuse<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}
