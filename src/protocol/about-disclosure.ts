/**
 * Whether a statement about a disclosure is about this one, and whether its maker stands where it must.
 *
 * @module
 */
import type { ComplianceKind } from './compliance-kinds.ts'
import { ProtocolError } from './errors.ts'
import type { ProtocolErrorCode } from './errors.ts'
import { headOf } from './head.ts'
import type { MemberStatement } from './member-statement.ts'
import type { PolicyChange } from './policy-change.ts'
import type { Digest } from './sha256.ts'
import type { Statement } from './statement.ts'
import { standingAt } from './statement-standing.ts'

/** A statement that names a disclosure and the digest of its manifest. */
export type StatementAboutDisclosure = Exclude<
  MemberStatement,
  PolicyChange | { readonly kind: 'manifest' | ComplianceKind }
>

/** Checks that a statement names this manifest, by id and by digest; throws `manifest-mismatch`. */
export function verifyAbout(
  { payload }: StatementAboutDisclosure,
  manifest: Statement<'manifest'>,
): void {
  const { head } = headOf(manifest.payload)
  refuseIf(
    payload.disclosure !== head.id || payload.manifest !== manifest.digest,
    'manifest-mismatch',
  )
}

/**
 * Checks that an open request or a receipt is by a receiver of this manifest. That it registered the disclosure in its own
 * case system the sending function says too. Throws as `verifyAbout`, and `not-a-party` for any other function.
 */
export function verifyByReceiver(
  statement: Statement<'open-request'> | Statement<'receipt'>,
  manifest: Statement<'manifest'>,
): void {
  verifyAbout(statement, manifest)
  const { to, from } = headOf(manifest.payload).head
  const isRegistration = statement.kind === 'receipt' && statement.payload.what === 'registered'
  const parties = isRegistration ? [from.function, ...to] : to
  refuseIf(!parties.includes(statement.payload.function), 'not-a-party')
}

/**
 * Checks that a withdrawal is by the function that sent this manifest, or the one that decides for it. Throws as
 * `verifyAbout`, and `not-a-party`.
 */
export function verifyBySender(
  statement: Statement<'withdrawal'>,
  manifest: Statement<'manifest'>,
): void {
  verifyAbout(statement, manifest)
  const { from, decisionFunction } = headOf(manifest.payload).head
  refuseIf(![from.function, decisionFunction].includes(statement.payload.function), 'not-a-party')
}

/**
 * Checks that a use is by a function that sends, decides on or receives this manifest, and of parts that it has. Throws as
 * `verifyAbout`, `not-a-party`, and `use-of-unread-part` of a part that is not for this function to read.
 */
export function verifyByParty(statement: Statement<'use'>, manifest: Statement<'manifest'>): void {
  verifyAbout(statement, manifest)
  const { function: reader, parts } = statement.payload
  const { to, from, decisionFunction } = headOf(manifest.payload).head
  refuseIf(![from.function, decisionFunction, ...to].includes(reader), 'not-a-party')
  const readable = manifest.payload.parts.filter(({ readers }) => readers.includes(reader))
  const ids = new Set(readable.map(({ id }) => id))
  refuseIf(!parts.every((id) => ids.has(id)), 'use-of-unread-part')
}

/** What a countersignature must be over, and when (ms) it is used. */
export interface HeldDisclosure {
  readonly manifest: Statement<'manifest'>
  readonly decision: Digest
  readonly policySet: Digest
  readonly at: number
}

/**
 * Checks that a countersignature is over exactly this held disclosure, in time, by somebody else than its author, in the
 * sending function or its decision function. Throws as `verifyAbout`, `decision-mismatch`, `policy-set-mismatch`,
 * `countersigner-is-author`, `not-a-party`, `statement-from-future` and `countersignature-expired`.
 */
export function verifyCountersignature(
  statement: Statement<'countersignature'>,
  { manifest, decision, policySet, at }: HeldDisclosure,
): void {
  verifyAbout(statement, manifest)
  const { payload } = statement
  const { from, decisionFunction } = headOf(manifest.payload).head
  refuseIf(payload.decision !== decision, 'decision-mismatch')
  refuseIf(payload.policySet !== policySet, 'policy-set-mismatch')
  // Four eyes: neither the same person on another device, nor the same key.
  refuseIf(
    payload.member === from.member || statement.signers.includes(from.kid),
    'countersigner-is-author',
  )
  refuseIf(![from.function, decisionFunction].includes(payload.function), 'not-a-party')
  const standing = standingAt('countersignature', payload, at)
  refuseIf(standing === 'not-yet', 'statement-from-future')
  refuseIf(standing === 'ended', 'countersignature-expired')
}

function refuseIf(condition: boolean, code: ProtocolErrorCode): void {
  if (condition)
    throw new ProtocolError(
      code,
      'the statement is about something else, or not from where it must be',
    )
}
