/**
 * Files that a compliance officer takes out of the browser: one archive, signed for and in the log.
 *
 * @module
 */
import type { ExportWish, ProvenExport } from '../../client/export/proven-export.ts'
import { encodeZip } from '../../client/export/zip.ts'
import type { Language } from '../../protocol/statements/local-text.ts'
import { deskOf } from './desk.ts'
import type { Session } from './session.ts'

/** A file as the browser hands it over, and where the log says so. */
export interface HandedOver {
  readonly name: string
  readonly bytes: Uint8Array
  readonly index: number
}

/** Who takes it out, and for whom to read. */
export interface Taking {
  /** The function that the officer acts in. */
  readonly function: string
  readonly language: Language
}

/** As which function, and since which checkpoint. Throws ClientError `locked`. */
export function wishOf(session: Session, asking: Taking): Omit<ExportWish, 'what'> {
  return { function: asking.function, kept: deskOf(session).keptCheckpoint() }
}

/** The files as one archive, dated `at` (ms since 1970). */
export function handOver(name: string, { files, index }: ProvenExport, at: number): HandedOver {
  return { name, bytes: encodeZip(files, at), index }
}
