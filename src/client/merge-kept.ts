import { parseCheckpointUnsafe } from '../protocol/tlog/checkpoint.ts'
import type { KeptRosters } from './directory.ts'
import type { Kept } from './kept.ts'
import type { KeptLaw } from './kept-law.ts'
import { isWitnessed } from './witnessed.ts'
import type { Unwitnessed } from './witnessed.ts'

/**
 * The later of each thing, when two tabs of a browser have kept of the same log by themselves. Both were verified before they were kept,
 * so that nothing is verified here.
 */
export function mergeKept(one: Kept, other: Kept): Kept {
  const checkpoint = laterCheckpoint(one.checkpoint, other.checkpoint)
  const unwitnessed = laterMark(one.unwitnessed, other.unwitnessed)
  const law = laterLaw(one.law, other.law)
  return {
    rosters: laterRosters(one.rosters, other.rosters),
    ...(checkpoint !== undefined && { checkpoint }),
    ...(unwitnessed !== undefined && { unwitnessed }),
    ...(law !== undefined && { law }),
  }
}

function laterRosters(one: KeptRosters, other: KeptRosters): KeptRosters {
  const merged = { ...one }
  for (const [agency, roster] of Object.entries(other))
    if (roster.number > (merged[agency]?.number ?? 0)) merged[agency] = roster
  return merged
}

function laterCheckpoint(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const [a, b] = [parseCheckpointUnsafe(one), parseCheckpointUnsafe(other)]
  // Origins of one log end with the year.
  const isLater = a.origin === b.origin ? a.size >= b.size : a.origin > b.origin
  return isLater ? one : other
}

/**
 * The mark of more: who has it has seen the lesser one under the signatures, or began with it. None is dropped for want of another, or a
 * log that no witness has seen would be given a new day with each tab; one that has been signed meanwhile is passed over when it is read.
 */
function laterMark(
  one: Unwitnessed | undefined,
  other: Unwitnessed | undefined,
): Unwitnessed | undefined {
  if (one === undefined || other === undefined) return one ?? other
  if (isWitnessed(one, other) && isWitnessed(other, one))
    return one.since <= other.since ? one : other
  return isWitnessed(other, one) ? one : other
}

function laterLaw(one: KeptLaw | undefined, other: KeptLaw | undefined): KeptLaw | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one.activeFrom >= other.activeFrom ? one : other
}
