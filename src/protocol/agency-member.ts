/**
 * Who acts for an agency: questions about its members.
 *
 * @module
 */
import type { AgencyState, Member } from './agency-state.ts'
import { ProtocolError } from './errors.ts'
import type { Digest } from './sha256.ts'
import { standingAt } from './statement-standing.ts'
import type { Uuid } from './uuid.ts'
import type { MemberRole } from './vocabulary.ts'

/** The listed credential with this signing key, in date or not. */
export function findMember(state: AgencyState, kid: string): Member | undefined {
  return state.members.get(kid)
}

/** Whether a credential is revoked. */
export function isRevoked(state: AgencyState, credential: Digest): boolean {
  return state.revocations.has(credential)
}

/** Whether a credential is in date at a time (ms). */
export function isInDate({ payload }: Member, at: number): boolean {
  return standingAt('credential', payload, at) === 'holds'
}

/**
 * The member who may act with this key at a time (ms). Throws `credential-revoked` if the key is a revoked one,
 * `kid-unknown` if the roster does not list it, `credential-not-yet-valid` or `credential-expired`.
 */
export function verifyMember(state: AgencyState, kid: string, at: number): Member {
  const member = findMember(state, kid)
  if (member === undefined) throw unlisted(state, kid)
  const standing = standingAt('credential', member.payload, at)
  if (standing === 'holds') return member
  if (standing === 'not-yet')
    throw new ProtocolError('credential-not-yet-valid', 'the credential is not valid yet')
  throw new ProtocolError('credential-expired', 'the credential is no longer valid')
}

/** The roles that a member has in a function; none if it is not his. */
export function rolesIn({ payload }: Member, functionId: string): readonly MemberRole[] {
  return payload.assignments.find((entry) => entry.function === functionId)?.roles ?? []
}

/** Checks that a member has one of these roles in a function; throws `not-in-function`. */
export function verifyAssignment(
  member: Member,
  functionId: string,
  roles: readonly MemberRole[],
): void {
  const held = rolesIn(member, functionId)
  if (!roles.some((role) => held.includes(role)))
    throw new ProtocolError('not-in-function', 'the member does not have this role in the function')
}

/** Who a statement says is acting. */
export interface StatedActor {
  readonly agency: string
  readonly function: string
  readonly member: Uuid
  readonly credential: Digest
}

/** With which key, in which of these roles and when (ms) somebody acts. */
export interface Act {
  readonly kid: string
  readonly roles: readonly MemberRole[]
  readonly at: number
}

/**
 * Checks that the actor named in a statement is the one whose key it is signed with, and may act so. Throws
 * `agency-mismatch`, as `verifyMember`, `credential-mismatch`, `member-mismatch` and `not-in-function`. The signature itself
 * is checked elsewhere, with the key of the member given back.
 */
export function verifyActor(
  state: AgencyState,
  actor: StatedActor,
  { kid, roles, at }: Act,
): Member {
  if (actor.agency !== state.agency)
    throw new ProtocolError('agency-mismatch', 'the member acts for another agency')
  const member = verifyMember(state, kid, at)
  if (member.credential !== actor.credential)
    throw new ProtocolError('credential-mismatch', 'the key belongs to another credential')
  if (member.payload.member !== actor.member)
    throw new ProtocolError('member-mismatch', 'the key belongs to another member')
  verifyAssignment(member, actor.function, roles)
  return member
}

function unlisted(state: AgencyState, kid: string): ProtocolError {
  for (const revocation of state.revocations.values())
    if (revocation.kid === kid)
      return new ProtocolError('credential-revoked', 'the credential has been revoked')
  return new ProtocolError('kid-unknown', 'the agency’s roster does not list this key')
}
