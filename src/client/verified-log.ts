/**
 * The log as one client has seen it: each checkpoint must extend the one kept, also across the turn of a year.
 *
 * A log that shows different histories to different people, or rewrites its own, is caught by whoever kept a checkpoint of
 * the other history. That is why each client keeps one.
 *
 * @module
 */
import { ProtocolError } from '../protocol/errors.ts'
import { verifyConsistency } from '../protocol/tlog/consistency.ts'
import { verifyInclusion } from '../protocol/tlog/inclusion.ts'
import { verifyLogCheckpoint, verifyOpened } from '../protocol/tlog/log-year.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import { leafHash } from '../protocol/tlog/merkle.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { ClientError } from './errors.ts'

/** How a year began: its first leaf, proven at a size, and the checkpoint that the leaf names. */
export interface YearOpening {
  readonly leaf: Uint8Array
  /** Inclusion path of leaf 0. */
  readonly proof: readonly Uint8Array[]
  /** The last checkpoint of the year before, as a signed note. */
  readonly previous: string
}

/** Asks the log for proofs. What comes is not believed. */
export interface LogProofs {
  /** That one size of a year's tree is a prefix of another. */
  readonly consistency: (year: number, from: number, to: number) => Promise<readonly Uint8Array[]>
  /** How the year began, proven in its tree of this size. */
  readonly opening: (year: number, size: number) => Promise<YearOpening>
}

/** A log as a client knows it. */
export interface LogView {
  /** The pinned key. */
  readonly log: NoteVerifier
  readonly proofs: LogProofs
  /** ms since 1970, by the client's own clock. */
  readonly now: number
}

/** How far the log's clock may be ahead of ours, in ms: what its database allows a gateway to be ahead. */
const AHEAD = 60_000

/** How far into a year nobody may have recorded anything in it yet, in ms. */
const QUIET = 86_400_000

/**
 * Checks a checkpoint against the one kept, whichever is later, and gives back the note to keep: the later.
 *
 * A year that has not begun could be a second history beside this year's, which witnesses take for another log.
 *
 * @throws ClientError `log-key-wrong` if the log's key did not sign it, `log-origin-wrong` if it is of another log, `log-year-ahead`
 * if its year has not begun, `log-forked` if neither is a prefix of the other
 */
export async function keepCheckpoint(
  kept: string | undefined,
  seen: string,
  { log, proofs, now }: LogView,
): Promise<string> {
  const next = readCheckpoint(seen, log)
  if (Date.UTC(next.year) > now + AHEAD)
    throw new ClientError('log-year-ahead', 'the log shows a year that has not begun')
  if (kept === undefined) return seen
  const previous = readCheckpoint(kept, log)
  const [earlier, later] = isBefore(next, previous) ? [next, previous] : [previous, next]
  await verifyPrefix(earlier, later, { log, proofs })
  return later === next ? seen : kept
}

/**
 * As `keepCheckpoint`, for the checkpoint that the log shows as its newest: it must not be earlier than the one kept, nor of a year
 * that has been over for a day.
 *
 * @throws ClientError also `log-rolled-back`, `log-year-over`
 */
export async function keepNewestCheckpoint(
  kept: string | undefined,
  newest: string,
  view: LogView,
): Promise<string> {
  const { log, now } = view
  const next = readCheckpoint(newest, log)
  if (kept !== undefined && isBefore(next, readCheckpoint(kept, log)))
    throw new ClientError('log-rolled-back', 'the log is smaller than it was')
  if (Date.UTC(next.year + 1) + QUIET < now)
    throw new ClientError('log-year-over', 'the log shows nothing of this year')
  return keepCheckpoint(kept, newest, view)
}

function isBefore(one: LogCheckpoint, other: LogCheckpoint): boolean {
  return one.year === other.year ? one.size < other.size : one.year < other.year
}

interface Asked {
  readonly log: NoteVerifier
  readonly proofs: LogProofs
}

/** Walks back from the later checkpoint, year by year, to the year of the earlier one. */
async function verifyPrefix(
  earlier: LogCheckpoint,
  later: LogCheckpoint,
  asked: Asked,
): Promise<void> {
  let at = later
  while (at.year > earlier.year) {
    const final = await findFinal(at, asked)
    if (final.year >= at.year) throw forked()
    at = final
  }
  if (at.year < earlier.year) throw forked()
  const needsProof = earlier.size > 0 && earlier.size < at.size
  const { proofs } = asked
  const proof = needsProof ? await proofs.consistency(at.year, earlier.size, at.size) : []
  verifyAs(() => verifyConsistency(earlier, at, proof))
}

/** The last checkpoint of the year before, by the leaf that opened this one. */
async function findFinal(
  checkpoint: LogCheckpoint,
  { log, proofs }: Asked,
): Promise<LogCheckpoint> {
  const { leaf, proof, previous } = await proofs.opening(checkpoint.year, checkpoint.size)
  return verifyAs(() => {
    verifyInclusion(leafHash(leaf), 0, checkpoint, proof)
    verifyOpened(leaf, previous, log)
    return verifyLogCheckpoint(previous, log)
  })
}

function verifyAs<T>(verify: () => T): T {
  try {
    return verify()
  } catch (cause) {
    throw forked({ cause })
  }
}

function forked(options?: ErrorOptions): ClientError {
  return new ClientError('log-forked', 'the log is not the one kept', options)
}

function readCheckpoint(note: string, log: NoteVerifier): LogCheckpoint {
  try {
    return verifyLogCheckpoint(note, log)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    if (cause.code === 'checkpoint-origin-wrong')
      throw new ClientError('log-origin-wrong', 'the checkpoint is of another log', { cause })
    throw new ClientError('log-key-wrong', 'the checkpoint is not signed by the known key', {
      cause,
    })
  }
}
