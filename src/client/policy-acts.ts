/**
 * What a member with the policy role signs about the law that is to come: proposals, approvals, withdrawals.
 *
 * @module
 */
import type { Digest } from '../protocol/sha256.ts'
import { signStatement } from '../protocol/statement.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import type { TestedRules } from '../protocol/statements/policy-proposal.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Acting } from './acting.ts'
import { who } from './member-acts.ts'

/** The rules that somebody wants applied, from when, and why. */
export interface Proposed {
  readonly policySet: Digest
  readonly activeFrom: Time
  readonly reason: LocalText
  readonly tested: TestedRules
}

/** A proposal, and the rules that it names. */
export interface OnProposal {
  readonly proposal: Digest
  readonly policySet: Digest
}

/** Signs a proposal. */
export function signPolicyProposal(acting: Acting, proposed: Proposed, now: number): string {
  return signStatement(
    'policy-proposal',
    { v: 1, ...proposed, ...who(acting), at: encodeTime(now) },
    acting.keys.signing,
  )
}

/** Signs the approval of a proposal whose rules the member has tested. */
export function signPolicyApproval(
  acting: Acting,
  about: OnProposal,
  tested: TestedRules,
  now: number,
): string {
  return signStatement(
    'policy-approval',
    { v: 1, ...about, tested, ...who(acting), at: encodeTime(now) },
    acting.keys.signing,
  )
}

/** Signs that a proposal shall not become active. */
export function signPolicyWithdrawal(
  acting: Acting,
  about: OnProposal,
  reason: LocalText,
  now: number,
): string {
  return signStatement(
    'policy-withdrawal',
    { v: 1, ...about, reason, ...who(acting), at: encodeTime(now) },
    acting.keys.signing,
  )
}
