import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { WithdrawalReason } from '../vocabulary.ts'
import { verifyOwnFunction } from '../function-id.ts'
import { parseTime } from '../time.ts'

/**
 * The sending side takes a disclosure back. Before release that cancels it; after it, nobody opens it who has not opened
 * it before; who has is told. It says why in codes alone, so that it never repeats the wrong data.
 */
export interface Withdrawal {
  readonly v: 1
  readonly disclosure: Uuid
  readonly manifest: Digest
  /** The sending agency, and its sending or deciding function. */
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
  readonly reasons: readonly WithdrawalReason[]
  readonly at: Time
}

/** What a schema cannot say. Throws `function-outside-agency`, and `time-invalid` on an impossible day. */
export function verifyWithdrawalPayload(withdrawal: Withdrawal): void {
  verifyOwnFunction(withdrawal.agency, withdrawal.function)
  parseTime(withdrawal.at)
}
