/**
 * Checkpoints (c2sp.org/tlog-checkpoint): a signed note of three lines, origin, size and root.
 *
 * @module
 */
import { ProtocolError } from '../errors.ts'
import { encodeBase64, findBase64 } from './base64.ts'
import type { TreeHead } from './merkle.ts'
import { parseNoteUnsafe, signNote, verifyNote } from './note.ts'
import type { NoteSigner, NoteVerifier } from './note.ts'

/** What a log states: at this size its root was this. */
export interface Checkpoint extends TreeHead {
  /** Names the log, for ever. Also the name of its key. */
  readonly origin: string
}

/** The text that is signed. */
export function encodeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`
}

/** Reads it; throws `checkpoint-invalid`. Extension lines are refused: nobody could audit what they say. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n')
  const bytes = findBase64(root ?? '')
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || bytes?.length !== 32)
    throw checkpointInvalid()
  if (rest.length !== 1 || rest[0] !== '' || !Number.isSafeInteger(Number(size)))
    throw checkpointInvalid()
  return { origin, size: Number(size), root: bytes }
}

/** The signed note of a tree head; the signer's name is the origin. */
export function signCheckpoint({ size, root }: TreeHead, signer: NoteSigner): string {
  return signNote(encodeCheckpoint({ origin: signer.name, size, root }), signer)
}

/**
 * The checkpoint in a note that the log signed. Throws `note-…`, `checkpoint-invalid`, and `checkpoint-origin-wrong` when
 * the key signed for a log of another name.
 */
export function verifyCheckpoint(note: string, log: NoteVerifier): Checkpoint {
  const checkpoint = parseCheckpoint(verifyNote(note, log))
  if (checkpoint.origin !== log.name)
    throw new ProtocolError('checkpoint-origin-wrong', 'the checkpoint is of another log')
  return checkpoint
}

/** The checkpoint in a note whose signature nobody has checked: to show it, or to find the key by its origin. */
export function parseCheckpointUnsafe(note: string): Checkpoint {
  return parseCheckpoint(parseNoteUnsafe(note).text)
}

function checkpointInvalid(): ProtocolError {
  return new ProtocolError('checkpoint-invalid', 'not a checkpoint')
}
