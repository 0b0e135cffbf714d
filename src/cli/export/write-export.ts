/**
 * An export on disk: a folder with the files and, beside them, what proves that they are what was exported.
 *
 *     utdrag.csv, utdrag.jsonl, utdrag.pdf
 *     SHA256SUMS                 for `sha256sum -c`
 *     export.jws                 the signed list of the files
 *     export.tlog-proof          that the signing is in the log, with .leaf and .record beside it; see `receipt-files.ts`
 *     export.consistency.json    that the log only grew from the checkpoint that was kept here before
 *
 * @module
 */
import { join } from 'node:path'
import { signExport } from '../../client/export/export-statement.ts'
import type { ExportFiles } from '../../client/export/export-statement.ts'
import { parseKept } from '../../client/kept.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { parseRecordClaim } from '../../protocol/record-claim.ts'
import type { RecordClaim } from '../../protocol/record-claim.ts'
import { sha256 } from '../../protocol/sha256.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { parseCheckpointUnsafe } from '../../protocol/tlog/checkpoint.ts'
import type { ExportSubject } from '../../protocol/vocabulary.ts'
import { actAs } from '../../client/member-desk.ts'
import { receiptOf, writeReceiptFiles } from '../receipt-files.ts'
import { createPrivateFile, makePrivateFolder } from '../private-file.ts'
import type { Session } from '../session.ts'

/** The signed list of the files. */
export const EXPORT_LIST = 'export.jws'
/** What `sha256sum -c` goes by. */
export const EXPORT_SUMS = 'SHA256SUMS'
/** That the log only grew from what was kept before. */
export const EXPORT_CONSISTENCY = 'export.consistency.json'
/** The log's receipt for it. */
export const EXPORT_PROOF = 'export.tlog-proof'

/** What was written, and where the log says so. */
export interface WrittenExport {
  readonly folder: string
  readonly files: readonly string[]
  readonly index: number
}

/** What is exported as which of the member's functions, and where to. */
export interface ExportTarget {
  readonly what: ExportSubject
  readonly folder: string
  readonly function?: string
}

/**
 * Has the export recorded, verifies the record, and writes the files with their proofs for their owner alone. The folder must
 * not hold files of these names.
 */
export async function writeExport(
  session: Session,
  files: ExportFiles,
  { what, folder, function: functionId }: ExportTarget,
): Promise<WrittenExport> {
  const acting = actAs(session, ['compliance'], functionId)
  const text = signExport(acting, what, files, session.context.clock())
  const kept = parseKept(await session.folder.loadKept()).checkpoint
  const answer = await session.gateway.recordExport(text)
  const statement = parseStatementUnsafe('export', text).digest
  const { index } = await session.verify(answer, { event: 'data.exported', statement })
  const claim = parseRecordClaim(answer)
  const proofs: Record<string, string> = {
    [EXPORT_SUMS]: sumsOf(files),
    [EXPORT_LIST]: `${text}\n`,
    [EXPORT_CONSISTENCY]: jsonOf(await consistencyOf(session, kept, claim)),
  }
  await makePrivateFolder(folder)
  const all = new Map<string, string | Uint8Array>([...files, ...Object.entries(proofs)])
  for (const [name, content] of all) await createPrivateFile(join(folder, name), content)
  await writeReceiptFiles(join(folder, EXPORT_PROOF), receiptOf(claim))
  return { folder, files: [...all.keys(), EXPORT_PROOF], index }
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

/** From the checkpoint that was kept to the one of the proof; null where there is none, or it is of another year. */
async function consistencyOf(
  { gateway }: Session,
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

function jsonOf(value: JsonObject): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
