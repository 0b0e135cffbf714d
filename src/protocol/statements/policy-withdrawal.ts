import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { parseTime } from '../time.ts'
import type { LocalText } from './local-text.ts'

/** A proposal that has not become active shall not do so. It takes several to change the law, and one to stop a change. */
export interface PolicyWithdrawal {
  readonly v: 1
  /** Digest of the proposal. */
  readonly proposal: Digest
  readonly policySet: Digest
  readonly reason: LocalText
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly at: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, and `time-invalid` on an impossible day. */
export function verifyPolicyWithdrawalPayload(withdrawal: PolicyWithdrawal): void {
  verifyOwnFunction(withdrawal.agency, withdrawal.function)
  parseTime(withdrawal.at)
}
