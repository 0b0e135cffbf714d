import type { StoredHead } from '../audit/store.ts'
import { findCheckpointAt, findNewestCheckpoint } from '../storage/checkpoints.ts'
import { listCosignatureLines } from '../storage/cosignatures.ts'
import { GatewayError } from './errors.ts'
import { loadCheckpoint } from './log-proofs.ts'
import type { CheckpointQuery } from './log-proofs.ts'
import { addValid, findQuorumNote } from './quorum-note.ts'
import type { LogGate } from './quorum-note.ts'

/** Which checkpoint is wanted. */
export interface NoteQuery extends CheckpointQuery {
  /** The newest one that a quorum of the witnesses has cosigned; it may lie some seconds back. */
  readonly cosigned?: boolean
}

/** A checkpoint, its note with the cosignatures that it has by now. Throws `not-found`. */
export async function loadNote(gate: LogGate, query: NoteQuery): Promise<StoredHead> {
  const { db, witnesses } = gate
  const head = await loadCheckpoint(db, query)
  if (query.cosigned === true) return loadQuorumNote(gate, head.year)
  if (witnesses === null) return head
  const lines = await listCosignatureLines(db, head, witnesses.keys)
  return { ...head, note: addValid(head.note, lines, witnesses.policy).note }
}

/** When the oldest record was written that no quorum has cosigned yet, in ms since 1970; undefined if all are cosigned. */
export async function findUncosignedSince(gate: LogGate): Promise<number | undefined> {
  const newest = await findNewestCheckpoint(gate.db)
  if (newest === undefined) return undefined
  const cosigned = await findQuorumNote(gate, newest.year)
  const first = await findCheckpointAt(gate.db, newest.year, (cosigned?.size ?? 0) + 1)
  return first?.at
}

async function loadQuorumNote(gate: LogGate, year: number): Promise<StoredHead> {
  const found = await findQuorumNote(gate, year)
  if (found === undefined)
    throw new GatewayError('not-found', 'no quorum of witnesses has cosigned the log yet')
  return found
}
