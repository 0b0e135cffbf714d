import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredHead } from '../audit/store.ts'
import { loadNote } from './cosigned-note.ts'
import { findQuorumNote } from './quorum-note.ts'
import type { LogGate } from './quorum-note.ts'

/** Witnesses that answer have done so by then; evidence is not kept back for one that does not. */
const WAIT_MS = 3_000
const POLL_MS = 100

/**
 * A checkpoint of the current year for evidence that must stand alone: one that a quorum of the witnesses has cosigned and that
 * covers all that is recorded now, if there is one within three seconds; else the newest, with what cosignatures it has. Throws
 * `not-found` while the log is empty.
 */
export async function awaitCosignedHead(
  gate: LogGate & { readonly publish?: () => Promise<void> },
): Promise<StoredHead> {
  const newest = await loadNote(gate, {})
  void gate.publish?.()
  const deadline = performance.now() + (gate.witnesses === null ? 0 : WAIT_MS)
  while (performance.now() < deadline) {
    const found = await findQuorumNote(gate, newest.year)
    if (found !== undefined && found.size >= newest.size) return found
    await sleep(POLL_MS)
  }
  return newest
}
