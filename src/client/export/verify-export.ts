import { verifyRecordBody } from '../../protocol/record.ts'
import type { RecordBody } from '../../protocol/record.ts'
import { digestOf } from '../../protocol/sha256.ts'
import type { Statement } from '../../protocol/statement.ts'
import { ClientError } from '../errors.ts'
import type { ExportFiles } from './export-statement.ts'

/** The record of an export and what opens it; that it is in the log is verified elsewhere. */
export interface ExportRecord {
  readonly leaf: Uint8Array
  readonly opening: { readonly body: Uint8Array; readonly nonce: Uint8Array } | null
}

/**
 * Checks that the files are those of the signed list, and that the record is of that list. Gives what the record says.
 *
 * @throws ClientError `export-altered` if a file is missing, another, or not on the list, or the record is of another list;
 * ProtocolError as `verifyRecordBody`
 */
export function verifyExport(
  statement: Statement<'export'>,
  files: ExportFiles,
  { leaf, opening }: ExportRecord,
): RecordBody {
  const listed = new Map(statement.payload.files.map((file) => [file.name, file]))
  for (const [name, bytes] of files) {
    const file = listed.get(name)
    if (file?.size !== bytes.length || file.digest !== digestOf(bytes)) throw altered()
  }
  if (files.size !== listed.size || opening === null) throw altered()
  const body = verifyRecordBody(leaf, opening.body, opening.nonce)
  if (body.ev !== 'data.exported' || body.statement !== statement.digest) throw altered()
  return body
}

function altered(): ClientError {
  return new ClientError('export-altered', 'the files are not those that were exported')
}
