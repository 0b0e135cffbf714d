import { digestOf } from '../../protocol/sha256.ts'
import { signStatement } from '../../protocol/statement.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { ExportSubject } from '../../protocol/vocabulary.ts'
import type { Acting } from '../acting.ts'
import { who } from '../member-acts.ts'

/** The bytes of the files of an export, by name. */
export type ExportFiles = ReadonlyMap<string, Uint8Array>

/** Signs which files were made, by name, size and SHA-256. */
export function signExport(
  acting: Acting,
  what: ExportSubject,
  files: ExportFiles,
  now: number,
): string {
  const listed = [...files.keys()].sort().map((name) => {
    const bytes = files.get(name)!
    return { name, size: bytes.length, digest: digestOf(bytes) }
  })
  return signStatement(
    'export',
    { v: 1, ...who(acting), what, files: listed, at: encodeTime(now) },
    acting.keys.signing,
  )
}
