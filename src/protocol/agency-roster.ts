/**
 * An agency's roster: who and what holds now, and for how long that may be believed.
 *
 * @module
 */
import type { AgencyRoot } from './agency-chain.ts'
import { ProtocolError } from './errors.ts'
import { parseStatementUnsafe, verifySignatures } from './statement.ts'
import type { Statement } from './statement.ts'
import type { Roster } from './statements/roster.ts'
import { parseTime } from './time.ts'
import { CLOCK_TOLERANCE } from './validity.ts'

/** How far a roster may be relied on: as it is, with a recorded warning, or not at all. */
export type RosterFreshness = 'fresh' | 'stale' | 'expired'

const HOUR = 3_600_000
/** An agency publishes its roster daily; a lost device is then unknown for a day at most. */
const FRESH_FOR = 24 * HOUR
/** A long weekend with a broken publisher still works, visibly. */
const STALE_FOR = 72 * HOUR

/**
 * Verifies a roster by the agency's current root. With the previous roster it must be the next one; with `null` it must be
 * the first; without either its place in the series is not checked. Throws `agency-mismatch`, `roster-root-mismatch`,
 * `signer-unknown`, `jws-signature-invalid`, as `verifySuccession` and as `parseStatementUnsafe`.
 */
export function verifyRoster(
  text: string,
  root: AgencyRoot,
  previous?: Statement<'roster'> | null,
): Statement<'roster'> {
  const statement = parseStatementUnsafe('roster', text)
  if (statement.payload.agency !== root.agency)
    throw new ProtocolError('agency-mismatch', 'the roster is of another agency')
  if (statement.payload.root !== root.digest)
    throw new ProtocolError('roster-root-mismatch', 'the roster is under another root')
  verifySignatures(statement, [root.rosterKey])
  if (previous !== undefined) verifySuccession(statement, previous)
  return statement
}

/**
 * Checks that a roster is the next after another, or the first after `null`. Throws `roster-number-wrong`,
 * `roster-previous-mismatch`, `validity-invalid` (issued before the one it follows), and if it forgets what the previous one
 * said: `roster-drops-member` (a member gone without a revocation), `roster-restores-credential` (a revoked one listed
 * again, or its revocation gone), `roster-contradictory` (a revocation dated otherwise than before, or to a time when the
 * member was still listed: nobody may disown later what he signed), `roster-drops-key` (a function's replaced key not among
 * its retired ones).
 */
export function verifySuccession(
  { payload: next }: Statement<'roster'>,
  previous: Statement<'roster'> | null,
): void {
  if (next.number !== (previous === null ? 1 : previous.payload.number + 1))
    throw new ProtocolError('roster-number-wrong', 'the roster is not the next one')
  if (previous === null) return
  if (next.previous !== previous.digest)
    throw new ProtocolError('roster-previous-mismatch', 'the roster follows another roster')
  if (parseTime(next.issuedAt) < parseTime(previous.payload.issuedAt))
    throw new ProtocolError('validity-invalid', 'the roster is older than the one it follows')
  verifyMembersKept(next, previous.payload)
  verifyRevocationsKept(next, previous.payload)
  verifyKeysKept(next, previous.payload)
}

/**
 * Checks that a roster is no older than one kept earlier, whatever lies between them. Throws `roster-older`, or
 * `roster-forked` if two rosters have the same number: the agency's key, or whoever relays it, shows two histories.
 */
export function verifyNotOlder(
  roster: Statement<'roster'>,
  kept: Pick<Statement<'roster'>, 'digest'> & { readonly payload: Pick<Roster, 'number'> },
): void {
  if (roster.payload.number < kept.payload.number)
    throw new ProtocolError('roster-older', 'the roster is older than one seen before')
  if (roster.payload.number === kept.payload.number && roster.digest !== kept.digest)
    throw new ProtocolError('roster-forked', 'two rosters have the same number')
}

/** How far a roster may be relied on at a time (ms): fresh to 24 h, stale to 72 h; one dated ahead of us not at all. */
export function rosterFreshness(roster: Pick<Roster, 'issuedAt'>, now: number): RosterFreshness {
  const age = now - parseTime(roster.issuedAt)
  if (age < -CLOCK_TOLERANCE || age > STALE_FOR) return 'expired'
  return age > FRESH_FOR ? 'stale' : 'fresh'
}

/**
 * Whether a disclosure of this message type may go through on an expired roster, recorded as such (design §6). Only an acute
 * alert: a lost device is a smaller danger than an alarm that nobody gets. Being urgent is not enough, as anything can be
 * called that.
 */
export function isExemptFromExpiry(messageType: string): boolean {
  return messageType === 'acute-alert'
}

function verifyMembersKept(next: Roster, previous: Roster): void {
  const listed = new Set(next.members.map((entry) => entry.credential))
  const revoked = new Set(next.revocations.map((entry) => entry.credential))
  if (
    previous.members.some(({ credential }) => !listed.has(credential) && !revoked.has(credential))
  )
    throw new ProtocolError('roster-drops-member', 'a member is gone without a revocation')
  if (previous.revocations.some(({ credential }) => !revoked.has(credential)))
    throw new ProtocolError('roster-restores-credential', 'a credential is no longer revoked')
}

function verifyRevocationsKept(next: Roster, previous: Roster): void {
  const before = new Map(previous.revocations.map((entry) => [entry.credential, entry.revokedAt]))
  const listed = new Set(previous.members.map((entry) => entry.credential))
  for (const { credential, revokedAt } of next.revocations) {
    const dated = before.get(credential)
    const isMoved = dated !== undefined && dated !== revokedAt
    const isBackdated =
      listed.has(credential) && parseTime(revokedAt) < parseTime(previous.issuedAt)
    if (isMoved || isBackdated)
      throw new ProtocolError('roster-contradictory', 'a revocation is dated back')
  }
}

function verifyKeysKept(next: Roster, previous: Roster): void {
  const byFunction = new Map(next.functions.map((entry) => [entry.function, entry]))
  for (const before of previous.functions) {
    // A function that is closed takes its keys along: nothing can be sent to it any more.
    const after = byFunction.get(before.function)
    if (after === undefined) continue
    const known = new Set([after.kid, ...after.retired.map((key) => key.kid)])
    const dropped = [before.kid, ...before.retired.map((key) => key.kid)]
    const restored = before.retired.some((key) => key.kid === after.kid)
    if (restored || !dropped.every((kid) => known.has(kid)))
      throw new ProtocolError('roster-drops-key', 'a replaced key is not among the retired ones')
  }
}
