import type { PolicySet } from '../policy/policy-set.ts'
import type { MessageType } from '../protocol/message-type.ts'
import type { RecordClaim } from '../protocol/record-claim.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Time } from '../protocol/time.ts'
import type { MemberRole } from '../protocol/vocabulary.ts'
import { findActing } from './acting.ts'
import type { Acting } from './acting.ts'
import type { Directory } from './directory.ts'
import type { GatewayClient } from './gateway-client.ts'
import type { LawVerdict } from './kept-law.ts'
import type { MemberKeys } from './member-keys.ts'
import type { Recorded, RecordExpectation } from './recorded.ts'

/** What a member works at, in a terminal or in a browser: keys open, agencies verified, the log known. */
export interface MemberDesk {
  readonly agency: string
  readonly keys: MemberKeys
  readonly gateway: GatewayClient
  readonly directory: Directory
  /** ms since 1970. */
  readonly clock: () => number
  /** Verifies a record that the gateway claims, and keeps its checkpoint. */
  readonly verifyClaim: (claim: RecordClaim, expected: RecordExpectation) => Promise<Recorded>
  /** A message type that came with the program: never a gateway's. Rejects with `message-type-unknown`. */
  readonly loadMessageType: (name: string) => Promise<MessageType>
  /** The policy set with this digest, which was checked. */
  readonly loadPolicySet: (digest: Digest) => Promise<PolicySet>
  /** The active set, once it is seen that two agencies have approved it (`kept-law.ts`), and kept. */
  readonly loadLaw: () => Promise<PolicySet>
  /** Whether a set may have decided at a moment: the gateway's word is not taken for it (`kept-law.ts`). */
  readonly judgeLaw: (policySet: Digest, at: Time) => Promise<LawVerdict>
}

/** Acts as this member in a function, with one of these roles. Throws as `findActing`. */
export function actAs(desk: MemberDesk, roles: readonly MemberRole[], functionId?: string): Acting {
  const { directory, agency, keys, clock } = desk
  return findActing({
    directory,
    agency,
    keys,
    roles,
    now: clock(),
    ...(functionId === undefined ? {} : { function: functionId }),
  })
}
