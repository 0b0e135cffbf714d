import type { Digest } from '../protocol/sha256.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Db } from './db.ts'

/** That this node applies a policy set from a time on. */
export interface RecordedActivation {
  readonly policySet: Digest
  readonly activeFrom: Time
  readonly recorded: number
}

/** Every activation, in the log's order. */
export async function listPolicyActivations(db: Db): Promise<RecordedActivation[]> {
  const rows = await db<{ policySet: string; activeFrom: Date; recorded: string }[]>`
    select policy_set as "policySet", active_from as "activeFrom", recorded
      from facts.policy_activation
     order by recorded
  `
  return rows.map(({ policySet, activeFrom, recorded }) => ({
    policySet,
    activeFrom: encodeTime(activeFrom.getTime()),
    recorded: Number(recorded),
  }))
}

/** The encoded policy set with this digest, if it was ever active here. */
export async function findPolicySet(db: Db, digest: Digest): Promise<Uint8Array | undefined> {
  const [row] = await db<{ bytes: Uint8Array }[]>`
    select bytes
      from content.policy_set
     where digest = ${digest}
  `
  return row?.bytes
}
