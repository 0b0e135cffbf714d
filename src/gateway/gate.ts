import type { RecordKey } from '../audit/record-key.ts'
import type { Stored, Writer } from '../audit/write-item.ts'
import type { MessageType } from '../protocol/message-type.ts'
import type { VerifySignature } from '../protocol/signing-key.ts'
import type { Statement } from '../protocol/statement.ts'
import type { Receipt } from '../protocol/statements/receipt.ts'
import type { Db } from '../storage/db.ts'
import type { Alarm } from './alarm.ts'
import type { Comparison } from './comparison.ts'
import type { Directory } from './directory.ts'
import type { PolicySets } from './policy-sets.ts'
import type { FindLevels } from './sign-in/assurance.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** What the checks and the acts behind the routes work with. */
export interface Gate {
  readonly alarm: Alarm
  /** Whether the records were all there when they were last compared with the log. */
  readonly comparison: Comparison
  readonly db: Db
  readonly writer: Writer
  /** ms since 1970. */
  readonly clock: () => number
  readonly directory: Directory
  /** How surely members must have signed in to act for a function. */
  readonly findLevels: FindLevels
  readonly policySets: PolicySets
  /** By name. */
  readonly messageTypes: ReadonlyMap<string, MessageType>
  /** Days after which content goes whether or not both sides have registered it. */
  readonly keptDays: number
  /** Tells who acted in a record: for the officers of his agency, against a record of its own. */
  readonly recordKey: RecordKey
  /** Who cosigns the log; null without witnesses. */
  readonly witnesses: WitnessPolicy | null
  /** The same when the most sensitive parts wait for them, else null. */
  readonly strictWitnesses: WitnessPolicy | null
  /** Shows the witnesses at once what was just recorded; absent where another thread publishes. */
  readonly publish?: () => Promise<void>
  /** How long a reader waits for them at most, in ms. */
  readonly releaseWait?: number
  readonly verifySignature: VerifySignature
  /** This node's receipts that a disclosure was delivered at `now` (ms); throws `read-only` while the key is missing. */
  readonly signDelivered: (
    manifest: Statement<'manifest'>,
    now: number,
  ) => readonly Stored<Receipt>[]
}
