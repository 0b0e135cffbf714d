/**
 * What a member signs about a disclosure besides sending one: opening, receipts, countersignatures, withdrawals.
 *
 * @module
 */
import type { Digest } from '../protocol/sha256.ts'
import { signStatement } from '../protocol/statement.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type {
  ConflictAnswer,
  Purpose,
  ReceiptFact,
  Use,
  Verdict,
  WithdrawalReason,
} from '../protocol/vocabulary.ts'
import type { StatedActor } from '../protocol/agency-member.ts'
import { COUNTERSIGNATURE_LIFETIME } from '../protocol/statements/countersignature.ts'
import type { Acting } from './acting.ts'
import { ClientError } from './errors.ts'

/** The disclosure that an act is about. */
export interface About {
  readonly disclosure: Uuid
  readonly manifest: Digest
}

/** A receipt for something that a member did; `delivered` is the node's to sign. */
export interface MemberReceipt {
  readonly what: Exclude<ReceiptFact, 'delivered'>
  /** The disclosure that answers; with `answered`. */
  readonly answer?: Uuid
  /** Codes of what disagreed; with `difference`. */
  readonly differences?: readonly string[]
  readonly status?: string
}

/** What a second member decides about a held disclosure, and on what. */
export interface Judgement {
  readonly verdict: Verdict
  readonly decision: Digest
  readonly policySet: Digest
}

/** Signs an open request: the opening is recorded before the content is handed out. */
export function signOpenRequest(
  acting: Acting,
  about: About,
  answers: { readonly purpose: Purpose; readonly conflictOfInterest: ConflictAnswer | 'declared' },
  now: number,
): string {
  const { purpose, conflictOfInterest } = answers
  if (conflictOfInterest === 'declared') {
    throw new ClientError('conflict-of-interest', 'who has a conflict of interest does not open')
  }
  return signStatement(
    'open-request',
    { v: 1, ...about, ...who(acting), purpose, conflictOfInterest, at: encodeTime(now) },
    acting.keys.signing,
  )
}

/** Signs a receipt. */
export function signReceipt(
  acting: Acting,
  about: About,
  receipt: MemberReceipt,
  now: number,
): string {
  const { what, ...rest } = receipt
  return signStatement(
    'receipt',
    { v: 1, ...about, what, ...who(acting), at: encodeTime(now), ...rest },
    acting.keys.signing,
  )
}

/** Signs a withdrawal of what the acting function has sent. */
export function signWithdrawal(
  acting: Acting,
  about: About,
  reasons: readonly WithdrawalReason[],
  now: number,
): string {
  return signStatement(
    'withdrawal',
    { v: 1, ...about, ...who(acting), reasons, at: encodeTime(now) },
    acting.keys.signing,
  )
}

/** What a member takes out of the program that shows it. */
export interface TakenOut {
  readonly what: Use
  /** Part ids. */
  readonly parts: readonly string[]
  readonly purpose: Purpose
}

/** Signs that content is taken out; it is to be recorded before it is. */
export function signUse(acting: Acting, about: About, taken: TakenOut, now: number): string {
  return signStatement(
    'use',
    { v: 1, ...about, ...who(acting), ...taken, at: encodeTime(now) },
    acting.keys.signing,
  )
}

/** Signs a countersignature over exactly the decision that was shown. */
export function signCountersignature(
  acting: Acting,
  about: About,
  { verdict, decision, policySet }: Judgement,
  now: number,
): string {
  return signStatement(
    'countersignature',
    {
      v: 1,
      ...about,
      decision,
      policySet,
      verdict,
      ...who(acting),
      at: encodeTime(now),
      // As long as the format allows: it may have to wait for the gateway.
      expiresAt: encodeTime(now + COUNTERSIGNATURE_LIFETIME),
    },
    acting.keys.signing,
  )
}

/** How a statement names who acts. */
export function who({ agency, function: id, member }: Acting): StatedActor {
  return {
    agency,
    function: id,
    member: member.payload.member,
    credential: member.credential,
  }
}
