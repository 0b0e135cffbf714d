import type { AgencyStatements } from '../../client/next-roster.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Statement } from '../../protocol/statement.ts'
import type { AgencyFolder, StoredStatement } from '../agency-folder.ts'
import { CliError } from '../errors.ts'

/** The statements of the folder by kind. Signatures are not checked again: this agency made them. */
export async function loadStatements(folder: AgencyFolder): Promise<AgencyStatements> {
  const stored = await folder.listStatements()
  return {
    roots: ofKind(stored, 'root'),
    functionKeys: ofKind(stored, 'function-key'),
    credentials: ofKind(stored, 'credential'),
    rosters: ofKind(stored, 'roster'),
  }
}

/** The root that holds now. Throws `folder-not-agency` if there is none. */
export async function loadRoot(folder: AgencyFolder): Promise<Statement<'root'>> {
  const root = (await loadStatements(folder)).roots.at(-1)
  if (root === undefined) throw new CliError('folder-not-agency', folder.path)
  return root
}

function ofKind<K extends 'root' | 'function-key' | 'credential' | 'roster'>(
  stored: readonly StoredStatement[],
  kind: K,
): Statement<K>[] {
  return stored
    .filter((statement) => statement.kind === kind)
    .map((statement) => parseStatementUnsafe(kind, statement.text))
}
