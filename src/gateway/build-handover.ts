import type { Appended } from '../audit/write-item.ts'
import type { Handover } from '../protocol/handover.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import { parseSubmission } from '../protocol/submission.ts'

interface HandoverInput {
  /** As it was sent. */
  readonly submission: Uint8Array
  readonly decision: Uint8Array
  /** Function id. */
  readonly reader: string
  /** The record of the reading. */
  readonly claim: Appended
}

/** What one reading function is handed of a submission: its keyring and the parts that it may read. */
export function buildHandover({ submission, reader, ...rest }: HandoverInput): Handover {
  const { manifest, parts, keyrings } = parseSubmission(submission)
  const { payload } = parseStatementUnsafe('manifest', manifest)
  const readable = payload.parts.filter(({ readers }) => readers.includes(reader))
  return {
    manifest,
    keyring: keyrings.get(reader) ?? null,
    parts: new Map(readable.map(({ id }) => [id, parts.get(id)!])),
    ...rest,
  }
}
