import { runTables } from '../policy/proving/run-tables.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { TestedRules } from '../protocol/statements/policy-proposal.ts'
import { CliError } from './errors.ts'
import type { PolicyFolder } from './policy-folder.ts'

/**
 * Runs every decision table of a folder under its rules, as whoever proposes or approves them must have done. The tables are
 * named by a digest over their paths and contents, so that two members can see whether they tested against the same. Throws
 * `policy-rows-wrong`.
 */
export function testFolder({ files, set, tables }: PolicyFolder): TestedRules {
  const { cases, failures } = runTables(set, tables)
  if (failures.length > 0 || cases === 0)
    throw new CliError('policy-rows-wrong', `${failures.length} / ${cases}`)
  const contents = [...tables.keys()].sort().map((path) => [path, digestOf(files.get(path)!)])
  return { tables: digestOf(encodeUtf8(JSON.stringify(contents))), rows: cases }
}
