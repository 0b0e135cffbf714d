import type { Appended } from '../audit/write-item.ts'
import { encodeCbor } from '../protocol/cbor.ts'
import type { CborValue } from '../protocol/cbor.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import { parseSubmission } from '../protocol/submission.ts'

/** What a reading function is handed. */
interface Handover {
  /** As it was sent. */
  readonly submission: Uint8Array
  readonly decision: Uint8Array
  /** Function id. */
  readonly reader: string
  /** The record of the opening; a decision-maker looks at what is held without one. */
  readonly appended?: Appended
}

/**
 * A disclosure for one reading function, as CBOR: the manifest, the decision under which it was accepted, the function's
 * keyring and the parts that it may read, with the record against which it was handed out.
 */
export function encodeHandover({ submission, decision, reader, appended }: Handover): Uint8Array {
  const { manifest, parts, keyrings } = parseSubmission(submission)
  const { payload } = parseStatementUnsafe('manifest', manifest)
  const readable = payload.parts.filter(({ readers }) => readers.includes(reader))
  const content: Record<string, CborValue> = {
    v: 1,
    manifest,
    decision,
    keyring: keyrings.get(reader) ?? null,
    parts: new Map(readable.map(({ id }) => [id, parts.get(id)!])),
    ...(appended === undefined ? {} : proof(appended)),
  }
  return encodeCbor(new Map(Object.entries(content)))
}

function proof({
  index,
  size,
  checkpoint,
  proof: path,
  at,
  record,
}: Appended): Record<string, CborValue> {
  const { leaf, body, nonce } = record
  return {
    index,
    size,
    checkpoint,
    proof: [...path],
    at,
    record: new Map<string, CborValue>(Object.entries({ leaf, body, nonce })),
  }
}
