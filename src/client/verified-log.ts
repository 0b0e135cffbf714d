/**
 * The log as one client has seen it: each checkpoint must extend the one kept.
 *
 * A log that shows different histories to different people, or rewrites its own, is caught by whoever kept a checkpoint of
 * the other history. That is why each client keeps one.
 *
 * @module
 */
import { ProtocolError } from '../protocol/errors.ts'
import { verifyCheckpoint } from '../protocol/tlog/checkpoint.ts'
import type { Checkpoint } from '../protocol/tlog/checkpoint.ts'
import { verifyConsistency } from '../protocol/tlog/consistency.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { ClientError } from './errors.ts'

/** Asks the log for the proof that one size is a prefix of another. */
export type FetchConsistency = (from: number, to: number) => Promise<readonly Uint8Array[]>

/**
 * Checks a checkpoint against the one kept, whichever is larger, and gives back the note to keep: the larger.
 *
 * @throws ClientError `log-key-wrong` if the log's key did not sign it, `log-forked` if neither is a prefix of the other
 */
export async function keepCheckpoint(
  kept: string | undefined,
  seen: string,
  log: NoteVerifier,
  fetchConsistency: FetchConsistency,
): Promise<string> {
  const next = readCheckpoint(seen, log)
  if (kept === undefined) return seen
  const previous = readCheckpoint(kept, log)
  const [smaller, larger] = previous.size <= next.size ? [previous, next] : [next, previous]
  await verifyPrefix(smaller, larger, fetchConsistency)
  return larger === next ? seen : kept
}

/**
 * As `keepCheckpoint`, for the checkpoint that the log shows as its newest: it must not be smaller than the one kept.
 *
 * @throws ClientError also `log-rolled-back`
 */
export async function keepNewestCheckpoint(
  kept: string | undefined,
  newest: string,
  log: NoteVerifier,
  fetchConsistency: FetchConsistency,
): Promise<string> {
  if (kept !== undefined && readCheckpoint(newest, log).size < readCheckpoint(kept, log).size) {
    throw new ClientError('log-rolled-back', 'the log is smaller than it was')
  }
  return keepCheckpoint(kept, newest, log, fetchConsistency)
}

async function verifyPrefix(
  smaller: Checkpoint,
  larger: Checkpoint,
  fetchConsistency: FetchConsistency,
): Promise<void> {
  const needsProof = smaller.size > 0 && smaller.size < larger.size
  const proof = needsProof ? await fetchConsistency(smaller.size, larger.size) : []
  try {
    verifyConsistency(smaller, larger, proof)
  } catch (cause) {
    throw new ClientError('log-forked', 'the log is not the one kept', { cause })
  }
}

function readCheckpoint(note: string, log: NoteVerifier): Checkpoint {
  try {
    return verifyCheckpoint(note, log)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new ClientError('log-key-wrong', 'the checkpoint is not signed by the known key', {
      cause,
    })
  }
}
