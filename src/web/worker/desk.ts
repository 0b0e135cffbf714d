import type { Directory } from '../../client/directory.ts'
import { ClientError } from '../../client/errors.ts'
import type { LawVerdict } from '../../client/kept-law.ts'
import type { MemberKeys } from '../../client/member-keys.ts'
import type { Recorded, RecordExpectation } from '../../client/recorded.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { RecordClaim } from '../../protocol/record-claim.ts'
import type { Digest } from '../../protocol/sha256.ts'
import type { Time } from '../../protocol/time.ts'
import type { LogPolicy } from '../../protocol/tlog/policy.ts'
import type { NoteVerifier } from '../../protocol/tlog/note.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import type { Session } from './session.ts'

/** What is there once a member has unlocked: who it is, the agencies as this browser has verified them, and what drafts are sealed under. */
export interface Desk {
  readonly agency: string
  readonly member: Uuid
  /** Asked for again when it is old. */
  readonly directory: () => Promise<Directory>
  /** Of the vault, as it is now: the root to seal drafts under, and those that drafts may still be under. */
  readonly draftRoots: () => readonly Uint8Array[]
  readonly keys: MemberKeys
  /** The active policy set, once it is seen that it may be (`kept-law.ts`). */
  readonly law: () => Promise<PolicySet>
  /** Whether a set may have decided at a moment, by what this browser has kept and by what two agencies have signed. */
  readonly judgeLaw: (policySet: Digest, at: Time) => Promise<LawVerdict>
  /** Name (`kid`) of the pinned key that the gateway signs its receipts with. */
  readonly node: string
  /** The pinned key of the gateway's log. */
  readonly log: NoteVerifier
  /** Which witnesses must have cosigned the log; undefined where the introduction names none. */
  readonly witnesses: LogPolicy | undefined
  /** The checkpoint that this browser has kept, as a signed note; undefined before the first. */
  readonly keptCheckpoint: () => string | undefined
  /** Verifies the record in an answer and keeps its checkpoint. */
  readonly verify: (answer: JsonObject, expected: RecordExpectation) => Promise<Recorded>
  /** The same of a record that was read out of its answer. */
  readonly verifyClaim: (claim: RecordClaim, expected: RecordExpectation) => Promise<Recorded>
}

/** The desk of the member. Throws ClientError `locked` before the keys are unlocked, and after they were locked again. */
export function deskOf({ desk }: Pick<Session, 'desk'>): Desk {
  if (desk === undefined) throw new ClientError('locked', 'the keys are locked')
  return desk
}
