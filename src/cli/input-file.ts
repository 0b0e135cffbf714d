import { readFile } from 'node:fs/promises'
import { parseDraft } from '../client/draft.ts'
import type { Draft } from '../client/draft.ts'
import { CliError } from './errors.ts'
import { isErrno } from './private-file.ts'

/** Reads a file that somebody gave. Throws `file-missing`. */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) throw new CliError('file-missing', path, { cause })
    throw cause
  }
}

/** Reads a draft. Throws `file-missing`, `draft-invalid`. */
export async function readDraft(path: string): Promise<Draft> {
  return parseDraft(await readInput(path))
}
