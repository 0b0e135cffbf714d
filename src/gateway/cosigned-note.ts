import type { StoredHead } from '../audit/store.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { addSignatures } from '../protocol/tlog/note.ts'
import { isWitnessedBy, listCosignatures } from '../protocol/tlog/policy.ts'
import type { LogPolicy, Witnessed } from '../protocol/tlog/policy.ts'
import { findCheckpointAt, findNewestCheckpoint } from '../storage/checkpoints.ts'
import { listCosignatureLines, listCosigned } from '../storage/cosignatures.ts'
import type { Db } from '../storage/db.ts'
import { GatewayError } from './errors.ts'
import { loadCheckpoint } from './log-proofs.ts'
import type { CheckpointQuery } from './log-proofs.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** So many of the newest cosigned checkpoints are looked through for one with a quorum: half an hour's when one witness is gone. */
const PAGE = 64
const PAGES = 32

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
  return { ...head, note: addValid(head.note, lines, witnesses.policy).note }
}

/**
 * The note with those of these lines that are cosignatures of it by witnesses of the policy, and whose. A line that is none was
 * put into the database by somebody else: it is left out, and the next publication replaces it.
 */
export function addValid(
  note: string,
  lines: readonly string[],
  policy: LogPolicy,
): { readonly note: string; readonly witnesses: ReadonlySet<string> } {
  const found = lines.flatMap((line) => listValid(note, line, policy))
  return {
    note: addSignatures(
      note,
      found.map(({ line }) => line),
    ),
    witnesses: new Set(found.map(({ witness }) => witness)),
  }
}

function listValid(note: string, line: string, policy: LogPolicy): readonly Witnessed[] {
  try {
    return listCosignatures(addSignatures(note, [line]), policy)
  } catch (error) {
    if (error instanceof ProtocolError) return []
    throw error
  }
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

/** The newest checkpoint of a year that a quorum has cosigned, with its cosignatures. */
export async function findQuorumNote(
  { db, witnesses }: LogGate,
  year: number,
): Promise<StoredHead | undefined> {
  if (witnesses === null) return undefined
  const { policy, keys } = witnesses
  let below: number | undefined
  for (let page = 0; page < PAGES; page++) {
    const range = { year, from: 1, most: PAGE, ...(below !== undefined && { below }) }
    const cosigned = await listCosigned(db, range, keys)
    for (const { size, lines, ...own } of cosigned) {
      const { note, witnesses: names } = addValid(own.note, lines, policy)
      if (!isWitnessedBy(policy, policy.quorum, names)) continue
      const head = await findCheckpointAt(db, year, size)
      return head && { ...head, note }
    }
    below = cosigned.at(-1)?.size
    if (below === undefined) return undefined
  }
  return undefined
}
