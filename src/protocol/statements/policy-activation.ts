import { ProtocolError } from '../errors.ts'
import type { Digest } from '../sha256.ts'
import type { Time } from '../time.ts'
import { parseTime } from '../time.ts'

/** How many agencies must approve a policy set. */
export const POLICY_APPROVALS = 2

/**
 * The policy set that a node applies from a certain time on, and the one that it retires by it. It rests on a proposal and
 * two approvals, which it names by their digests; the first of a node rests on nothing.
 */
export interface PolicyActivation {
  readonly v: 1
  readonly policySet: Digest
  readonly activeFrom: Time
  readonly retires: Digest | null
  readonly proposal: Digest | null
  readonly approvals: readonly Digest[]
}

/** What a schema cannot say. Throws `activation-contradictory`, and `time-invalid` on an impossible day. */
export function verifyPolicyActivationPayload(activation: PolicyActivation): void {
  const { policySet, activeFrom, retires, proposal, approvals } = activation
  parseTime(activeFrom)
  const isFirst = retires === null && proposal === null && approvals.length === 0
  const isNext =
    retires !== null &&
    proposal !== null &&
    approvals.length === POLICY_APPROVALS &&
    retires !== policySet
  if (!isFirst && !isNext)
    throw new ProtocolError(
      'activation-contradictory',
      'neither the first activation nor a later one',
    )
}
