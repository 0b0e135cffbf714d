/**
 * A log by years: one key, and for each year (UTC) a tree of its own under an origin of its own, `<name>/<year>`. The name is
 * what is pinned, with the key.
 *
 * The first leaf of a year's tree is an open one, `log-opened`, whose digest is the SHA-256 of the final checkpoint of the year
 * before, as the log alone signed it. So whoever knows the newest checkpoint knows all earlier years, and none can be
 * replaced; the first year of all names the SHA-256 of nothing.
 *
 * @module
 */
import { encodeUtf8 } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import { parseLeaf } from '../record.ts'
import { digestOf } from '../sha256.ts'
import type { Digest } from '../sha256.ts'
import { parseCheckpoint, parseCheckpointUnsafe, verifyCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { findOriginYear } from './log-origin.ts'
import { keepSignatureOf, verifyNote } from './note.ts'
import type { NoteVerifier } from './note.ts'

/** What the leaf that opens a year says happened. */
export const LOG_OPENED = 'log-opened'

/** A checkpoint of a year's tree. */
export interface LogCheckpoint extends Checkpoint {
  readonly year: number
}

/** The origin of a year's tree. Throws TypeError on what is no year of four digits. */
export function originOfYear(name: string, year: number): string {
  if (!Number.isInteger(year) || year < 1000 || year > 9999)
    throw new TypeError('a year has four digits')
  return `${name}/${year}`
}

/** The year of an origin of this log; throws `checkpoint-origin-wrong`: it is the origin of another one. */
export function yearOfOrigin(log: Pick<NoteVerifier, 'name'>, origin: string): number {
  const year = findOriginYear(origin)
  if (year === undefined || year < 1000 || originOfYear(log.name, year) !== origin)
    throw new ProtocolError('checkpoint-origin-wrong', 'the checkpoint is of another log')
  return year
}

/** The key of the log (its name and key are pinned) as it signs for this origin; throws `checkpoint-origin-wrong`. */
export function verifierOfOrigin(log: NoteVerifier, origin: string): NoteVerifier {
  yearOfOrigin(log, origin)
  return { name: origin, key: log.key }
}

/**
 * The checkpoint in a note that the log signed for one of its years. Throws `note-…`, `checkpoint-invalid`, and
 * `checkpoint-origin-wrong` when it is of a log of another name.
 */
export function verifyLogCheckpoint(note: string, log: NoteVerifier): LogCheckpoint {
  const { origin } = parseCheckpointUnsafe(note)
  const year = yearOfOrigin(log, origin)
  return { ...verifyCheckpoint(note, verifierOfOrigin(log, origin)), year }
}

/**
 * A note with the log's own signature alone, as the log first published it: what the next year pins. Cosignatures come later and
 * differ from reader to reader. Throws as `verifyLogCheckpoint`.
 */
export function noteOfLog(note: string, log: NoteVerifier): string {
  const { origin } = parseCheckpointUnsafe(note)
  const verifier = verifierOfOrigin(log, origin)
  parseCheckpoint(verifyNote(note, verifier))
  return keepSignatureOf(note, verifier)
}

/** What the leaf that opens a year names: the final checkpoint of the year before, or null for the first year of all. */
export function openedDigest(previous: string | null, log: NoteVerifier): Digest {
  return digestOf(encodeUtf8(previous === null ? '' : noteOfLog(previous, log)))
}

/**
 * Checks that the first leaf of a year names this checkpoint as the last of the year before. Throws `log-year-broken`, and what
 * `verifyLogCheckpoint` and `parseLeaf` throw. That the leaf stands first in its year's tree is for the caller to prove.
 */
export function verifyOpened(leaf: Uint8Array, previous: string | null, log: NoteVerifier): void {
  const parsed = parseLeaf(leaf)
  const isOpening = 'digest' in parsed && parsed.ev === LOG_OPENED
  if (!isOpening || parsed.digest !== openedDigest(previous, log))
    throw new ProtocolError('log-year-broken', 'the year does not begin where the last one ended')
}
