import { ProtocolError } from '../errors.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { hasRepetition } from '../repetition.ts'
import type { Digest } from '../sha256.ts'
import { parseTime } from '../time.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { ExportSubject } from '../vocabulary.ts'

/** One file of an export. */
export interface ExportedFile {
  /** Without a folder. */
  readonly name: string
  readonly size: number
  /** SHA-256 of its bytes. */
  readonly digest: Digest
}

/** Which files a compliance officer made of what the gateway told: whoever has one can prove that it is unaltered. */
export interface Export {
  readonly v: 1
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly what: ExportSubject
  /** In the order of their names. */
  readonly files: readonly ExportedFile[]
  readonly at: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, `time-invalid`, and `export-invalid` for files out of order. */
export function verifyExportPayload(exported: Export): void {
  verifyOwnFunction(exported.agency, exported.function)
  parseTime(exported.at)
  const names = exported.files.map(({ name }) => name)
  if (hasRepetition(names) || names.toSorted().join('/') !== names.join('/'))
    throw new ProtocolError('export-invalid', 'the files are not in the order of their names')
}
