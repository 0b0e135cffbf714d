import { join } from 'node:path'
import type { ExportFiles } from '../../client/export/export-statement.ts'
import { makeExport } from '../../client/export/proven-export.ts'
import type { ExportWish } from '../../client/export/proven-export.ts'
import { parseKept } from '../../client/kept.ts'
import { createPrivateFile, makePrivateFolder } from '../private-file.ts'
import type { Session } from '../session.ts'

/** What was written, and where the log says so. */
export interface WrittenExport {
  readonly folder: string
  readonly files: readonly string[]
  readonly index: number
}

/** What is exported as which of the member's functions, and where to. */
export interface ExportTarget extends Pick<ExportWish, 'what' | 'function'> {
  readonly folder: string
}

/**
 * Has the export recorded, verifies the record, and writes the files with their proofs for their owner alone. The folder must
 * not hold files of these names.
 */
export async function writeExport(
  session: Session,
  files: ExportFiles,
  { folder, ...wish }: ExportTarget,
): Promise<WrittenExport> {
  const kept = parseKept(await session.folder.loadKept()).checkpoint
  const made = await makeExport(session, files, { ...wish, kept })
  await makePrivateFolder(folder)
  for (const [name, content] of made.files) await createPrivateFile(join(folder, name), content)
  return { folder, files: [...made.files.keys()], index: made.index }
}
