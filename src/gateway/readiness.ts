import type { SigningKey } from '../protocol/signing-key.ts'
import { isWritable } from '../storage/application-role.ts'
import { findNewestCheckpoint } from '../storage/checkpoints.ts'
import type { Db } from '../storage/db.ts'
import type { PolicySets } from './policy-sets.ts'
import { findLateness } from './quorum-watch.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** The log's writing side, as far as readiness asks. */
export interface LogState {
  /** Entries that the writer knows to be durable. */
  readonly size: number
  readonly isRunning: boolean
  /** Whether the database did not take what was written last, as when it is full. */
  readonly isFailing: boolean
}

export interface ReadinessDeps {
  readonly db: Db
  readonly nodeKey: SigningKey | null
  readonly logState: LogState
  readonly policySets: Pick<PolicySets, 'isShipped' | 'isUsable'>
  readonly witnesses?: WitnessPolicy | null
  /** Seconds. */
  readonly witnessPatience?: number
  /** ms since 1970. */
  readonly clock: () => number
}

/** What keeps disclosures from being accepted. */
export type Fault =
  | 'signing-key-missing'
  | 'database-unreachable'
  | 'database-read-only'
  | 'log-failing'
  | 'log-stopped'
  | 'log-behind'
  | 'policy-set-unusable'

/**
 * `read-only`: nothing is accepted and nothing handed out, since neither could be recorded; what is public is still shown.
 * `stopped`: the log is not the one that this process wrote, or it is closing.
 */
export type State = 'ready' | 'read-only' | 'stopped' | 'database-unreachable'

/** What these faults come to. */
export function stateOf(faults: readonly Fault[]): State {
  if (faults.length === 0) return 'ready'
  if (faults.includes('log-stopped') || faults.includes('log-behind')) return 'stopped'
  return faults.includes('database-unreachable') ? 'database-unreachable' : 'read-only'
}

/** What an operator should know although nothing stands in the way. */
export type Notice = 'policy-set-not-shipped' | 'log-not-cosigned'

/**
 * Lists what keeps disclosures from being accepted; empty when nothing does. `log-behind`: the stored log is shorter than
 * what this process knows to be durable, as after a restored backup. A longer one is another replica at work.
 * `policy-set-unusable`: the rules that are active, or due, are beyond this program; it must be updated.
 * `log-failing` goes when the next record is written: the one that the question itself brings, at the latest.
 */
export async function listFaults({
  db,
  nodeKey,
  logState,
  policySets,
}: ReadinessDeps): Promise<Fault[]> {
  const faults: Fault[] = []
  if (nodeKey === null) faults.push('signing-key-missing')
  if (!logState.isRunning) faults.push('log-stopped')
  if (!policySets.isUsable) faults.push('policy-set-unusable')
  if (logState.isFailing) faults.push('log-failing')
  try {
    if (!(await isWritable(db))) faults.push('database-read-only')
    const known = logState.size
    const newest = await findNewestCheckpoint(db)
    const stored = newest === undefined ? 0 : newest.start + newest.size
    if (stored < known) faults.push('log-behind')
  } catch {
    faults.push('database-unreachable')
  }
  return faults
}

/**
 * `policy-set-not-shipped`: the node decides by other rules than this program came with, as its log says that it must.
 * `log-not-cosigned`: records are older than the witnesses' patience and no quorum of them has cosigned a log that holds them.
 */
export async function listNotices({
  db,
  policySets,
  witnesses = null,
  witnessPatience: patience = 60,
  clock,
}: ReadinessDeps): Promise<Notice[]> {
  const notices: Notice[] = []
  if (!policySets.isShipped) notices.push('policy-set-not-shipped')
  if ((await findLateness({ db, witnesses, patience, clock })) !== undefined)
    notices.push('log-not-cosigned')
  return notices
}
