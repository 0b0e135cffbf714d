import { join } from 'node:path'
import type { ProvenExport } from '../../client/export/proven-export.ts'
import { parseKept } from '../../client/kept.ts'
import { createPrivateFile, makePrivateFolder } from '../private-file.ts'
import type { Session } from '../session.ts'

/** What was written, and where the log says so. */
export interface WrittenExport {
  readonly folder: string
  readonly files: readonly string[]
  readonly index: number
}

/** The checkpoint that this folder kept: what an export proves the log to have grown from. */
export async function keptCheckpoint({ folder }: Session): Promise<string | undefined> {
  return parseKept(await folder.loadKept()).checkpoint
}

/** Writes an export with its proofs for its owner alone. The folder must not hold files of these names. */
export async function writeExport(
  { files, index }: ProvenExport,
  folder: string,
): Promise<WrittenExport> {
  await makePrivateFolder(folder)
  for (const [name, content] of files) await createPrivateFile(join(folder, name), content)
  return { folder, files: [...files.keys()], index }
}
