import { stat } from 'node:fs/promises'
import { loadPolicySet } from '../policy/load-policy-set.ts'
import { parsePolicySet } from '../policy/pack.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { CliError } from './errors.ts'
import { readInput } from './input-file.ts'
import { readJsonFiles, SHIPPED_POLICIES } from './policy-folder.ts'
import { isErrno } from './private-file.ts'

/**
 * The set that somebody names: a policy folder, a pack as one file, or the digest of the shipped rules or of a pack file in
 * `known`. Throws `file-missing` and `pack-invalid`.
 */
export async function readPolicySource(
  source: string,
  known: string | undefined,
): Promise<PolicySet> {
  const kind = await kindOf(source)
  if (kind === 'folder') return loadPolicySet(await readJsonFiles(source))
  if (kind === 'file') return parsePolicySet(await readInput(source))
  for await (const set of listKnown(known)) if (set.digest === source) return set
  throw new CliError('file-missing', source)
}

async function* listKnown(folder: string | undefined): AsyncGenerator<PolicySet> {
  yield loadPolicySet(await readJsonFiles(SHIPPED_POLICIES))
  if (folder === undefined) return
  for (const bytes of (await readJsonFiles(folder)).values()) yield parsePolicySet(bytes)
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return 'nothing'
    throw error
  }
}
