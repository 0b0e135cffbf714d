/**
 * An export as it leaves the program: the files and, beside them, what proves that they are what was exported.
 *
 *     utdrag.csv, utdrag.jsonl, utdrag.pdf
 *     SHA256SUMS                 for `sha256sum -c`
 *     export.jws                 the signed list of the files
 *     export.tlog-proof          that the signing is in the log (c2sp.org/tlog-proof)
 *     export.tlog-proof.leaf     the exact bytes of its leaf
 *     export.tlog-proof.record   what the leaf commits to, and the nonce that opens it
 *     export.consistency.json    that the log only grew from the checkpoint that was kept here before
 *
 * @module
 */
import { encodeBase64url } from '../../protocol/base64url.ts'
import { encodeUtf8 } from '../../protocol/bytes.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { parseRecordClaim } from '../../protocol/record-claim.ts'
import type { RecordClaim } from '../../protocol/record-claim.ts'
import { sha256 } from '../../protocol/sha256.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { parseCheckpointUnsafe } from '../../protocol/tlog/checkpoint.ts'
import { encodeTlogProof } from '../../protocol/tlog/tlog-proof.ts'
import type { ExportSubject } from '../../protocol/vocabulary.ts'
import { actAs } from '../member-desk.ts'
import type { MemberDesk } from '../member-desk.ts'
import { signExport } from './export-statement.ts'
import type { ExportFiles } from './export-statement.ts'

/** The signed list of the files. */
export const EXPORT_LIST = 'export.jws'
/** What `sha256sum -c` goes by. */
export const EXPORT_SUMS = 'SHA256SUMS'
/** That the log only grew from what was kept before. */
export const EXPORT_CONSISTENCY = 'export.consistency.json'
/** The log's receipt for it. */
export const EXPORT_PROOF = 'export.tlog-proof'

/** What is exported, and as which of the member's functions. */
export interface ExportWish {
  readonly what: ExportSubject
  readonly function?: string
  /** The checkpoint that was kept here before, as a signed note. */
  readonly kept: string | undefined
}

/** The files with their proofs, and where the log says so. */
export interface ProvenExport {
  readonly files: ExportFiles
  readonly index: number
}

/** Has the export recorded, verifies the record, and gives the files with what proves them. */
export async function makeExport(
  desk: MemberDesk,
  files: ExportFiles,
  { what, function: functionId, kept }: ExportWish,
): Promise<ProvenExport> {
  const text = signExport(actAs(desk, ['compliance'], functionId), what, files, desk.clock())
  const statement = parseStatementUnsafe('export', text).digest
  const claim = parseRecordClaim(await desk.gateway.recordExport(text))
  const { index } = await desk.verifyClaim(claim, { event: 'data.exported', statement })
  const proofs: readonly (readonly [string, Uint8Array])[] = [
    [EXPORT_SUMS, encodeUtf8(sumsOf(files))],
    [EXPORT_LIST, encodeUtf8(`${text}\n`)],
    [EXPORT_CONSISTENCY, jsonOf(await consistencyOf(desk, kept, claim))],
    ...receiptOf(claim),
  ]
  return { files: new Map([...files, ...proofs]), index }
}

/** As `sha256sum` writes and checks it. */
export function sumsOf(files: ExportFiles): string {
  const hex = (bytes: Uint8Array) =>
    Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [...files.keys()]
    .sort()
    .map((name) => `${hex(sha256(files.get(name)!))}  ${name}\n`)
    .join('')
}

function receiptOf({ index, proof, checkpoint, record }: RecordClaim): [string, Uint8Array][] {
  const { leaf, body, nonce } = record
  const opening = body && nonce && { body: encodeBase64url(body), nonce: encodeBase64url(nonce) }
  return [
    [EXPORT_PROOF, encodeUtf8(encodeTlogProof({ index, proof, checkpoint }))],
    [`${EXPORT_PROOF}.leaf`, leaf],
    ...(opening ? [[`${EXPORT_PROOF}.record`, jsonOf(opening)] as [string, Uint8Array]] : []),
  ]
}

/** From the checkpoint that was kept to the one of the proof; null where there is none, or it is of another year. */
async function consistencyOf(
  { gateway }: MemberDesk,
  kept: string | undefined,
  { checkpoint }: RecordClaim,
): Promise<JsonObject> {
  const to = parseCheckpointUnsafe(checkpoint)
  const from = kept === undefined ? undefined : parseCheckpointUnsafe(kept)
  if (kept === undefined || from === undefined || from.origin !== to.origin || from.size > to.size)
    return { from: null, to: checkpoint, proof: [] }
  const year = Number(to.origin.slice(-4))
  const needsProof = from.size > 0 && from.size < to.size
  const { proof } = needsProof ? await gateway.consistency(year, from.size, to.size) : { proof: [] }
  return { from: kept, to: checkpoint, proof: proof ?? [] }
}

function jsonOf(value: JsonObject): Uint8Array {
  return encodeUtf8(`${JSON.stringify(value, null, 2)}\n`)
}
