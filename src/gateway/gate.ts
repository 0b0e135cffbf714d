import type { Writer } from '../audit/write-item.ts'
import type { MessageType } from '../protocol/message-type.ts'
import type { SigningKey, VerifySignature } from '../protocol/signing-key.ts'
import type { Db } from '../storage/db.ts'
import type { Directory } from './directory.ts'
import type { PolicySets } from './policy-sets.ts'

/** What the checks and the acts behind the routes work with. */
export interface Gate {
  readonly db: Db
  readonly writer: Writer
  /** ms since 1970. */
  readonly clock: () => number
  readonly directory: Directory
  readonly policySets: PolicySets
  /** By name. */
  readonly messageTypes: ReadonlyMap<string, MessageType>
  readonly verifySignature: VerifySignature
  /** Signs delivery receipts. */
  readonly nodeKey: SigningKey
}
