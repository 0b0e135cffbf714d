import type { SigningKey } from '../protocol/signing-key.ts'
import { isWritable } from '../storage/application-role.ts'
import { findNewestCheckpoint } from '../storage/checkpoints.ts'
import type { Db } from '../storage/db.ts'
import type { PolicySets } from './policy-sets.ts'

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

/** What an operator should know although nothing stands in the way. */
export type Notice = 'policy-set-not-shipped'

/**
 * Lists what keeps disclosures from being accepted; empty when nothing does. `log-behind`: the stored log is shorter than
 * what this process knows to be durable, as after a restored backup. A longer one is another replica at work.
 * `policy-set-unusable`: the rules that are active, or due, are beyond this program; it must be updated.
 * `log-failing` goes when the next record is written: the count of what failed, at the latest.
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

/** `policy-set-not-shipped`: the node decides by other rules than this program came with, as its log says that it must. */
export function listNotices({ policySets }: Pick<ReadinessDeps, 'policySets'>): Notice[] {
  return policySets.isShipped ? [] : ['policy-set-not-shipped']
}
