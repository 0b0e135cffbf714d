import type { StoredHead } from '../audit/store.ts'
import { addSignatures } from '../protocol/tlog/note.ts'
import { listCosignatures, isWitnessedBy } from '../protocol/tlog/policy.ts'
import { findCheckpointAt, findNewestCheckpoint } from '../storage/checkpoints.ts'
import { listCosignatureLines, listCosigned } from '../storage/cosignatures.ts'
import type { Db } from '../storage/db.ts'
import { GatewayError } from './errors.ts'
import { loadCheckpoint } from './log-proofs.ts'
import type { CheckpointQuery } from './log-proofs.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** How many of the newest cosigned checkpoints are looked through for one with a quorum. */
const MOST = 32

/** What checkpoints are read and cosigned with. */
export interface LogGate {
  readonly db: Db
  readonly witnesses: WitnessPolicy | null
}

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
  return { ...head, note: addSignatures(head.note, lines) }
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

async function findQuorumNote(
  { db, witnesses }: LogGate,
  year: number,
): Promise<StoredHead | undefined> {
  if (witnesses === null) return undefined
  const { policy, keys } = witnesses
  for (const found of await listCosigned(db, { year, from: 1, most: MOST }, keys)) {
    const note = addSignatures(found.note, found.lines)
    const names = new Set(listCosignatures(note, policy).map(({ witness }) => witness))
    const head = await findCheckpointAt(db, year, found.size)
    if (head !== undefined && isWitnessedBy(policy, policy.quorum, names)) return { ...head, note }
  }
  return undefined
}
