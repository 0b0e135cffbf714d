import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { loadPolicySet } from '../policy/load-policy-set.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { parseDecisionTables } from '../policy/proving/decision-table.ts'
import type { DecisionTable } from '../policy/proving/decision-table.ts'
import type { Arguments } from './arguments.ts'
import type { Option } from './command.ts'
import { CliError } from './errors.ts'
import { isErrno } from './private-file.ts'

/** The rules that came with this program. */
export const SHIPPED_POLICIES = resolve(import.meta.dirname, '../../policies')

/** A policy folder: the pack, and the decision tables beside its rules, by their paths. */
export interface PolicyFolder {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly set: PolicySet
  readonly tables: ReadonlyMap<string, DecisionTable>
}

/** Option of commands that read a policy folder. */
export const POLICIES_OPTION = {
  policies: {
    value: 'MAPP',
    text: {
      sv: 'mapp med regelverket (annars det som följer med)',
      en: 'folder with the rules (otherwise those that came with the program)',
    },
  },
} satisfies Record<string, Option>

/** The folder that `--policies` names. Throws `file-missing`, and `pack-invalid` with file, place and reason. */
export async function readPolicyFolder(args: Arguments): Promise<PolicyFolder> {
  return readPolicyDir(args.optional('policies') ?? SHIPPED_POLICIES)
}

/** A policy folder by its path. Throws as `readPolicyFolder`. */
export async function readPolicyDir(dir: string): Promise<PolicyFolder> {
  const files = await readJsonFiles(dir)
  return { files, set: loadPolicySet(files), tables: parseDecisionTables(files) }
}

/** The JSON files below a folder, by their paths in it with forward slashes. Throws `file-missing`. */
export async function readJsonFiles(dir: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await listEntries(dir)
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const files = await Promise.all(
    paths.map(
      async (path) =>
        [relative(dir, path).split(sep).join('/'), new Uint8Array(await readFile(path))] as const,
    ),
  )
  return new Map(files)
}

async function listEntries(dir: string) {
  try {
    return await readdir(dir, { recursive: true, withFileTypes: true })
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) throw new CliError('file-missing', dir, { cause })
    throw cause
  }
}
