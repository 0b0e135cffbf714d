import { findMember, isInDate, isRevoked, rolesIn } from '../protocol/agency-member.ts'
import type { AgencyState, Member } from '../protocol/agency-state.ts'
import type { MemberRole } from '../protocol/vocabulary.ts'
import { loadAgency } from './directory.ts'
import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import type { MemberKeys } from './member-keys.ts'

/** A member at work: keys, credential and the function acted in. */
export interface Acting {
  readonly agency: string
  readonly function: string
  readonly keys: MemberKeys
  readonly member: Member
  readonly state: AgencyState
}

/** Whose keys these are and what is about to be done with them. */
export interface ActingInput {
  readonly directory: Directory
  readonly agency: string
  readonly keys: MemberKeys
  /** Any of these will do. */
  readonly roles: readonly MemberRole[]
  /** Needed only by a member who has a fitting role in several functions. */
  readonly function?: string
  /** ms since 1970. */
  readonly now: number
}

/**
 * Finds the credential that these keys act under, and the function.
 *
 * Checked here so that a person hears at once what the gateway would refuse; the gateway checks again.
 *
 * @throws ClientError `credential-unsuitable` if the roster does not list the key, the credential is out of date or gives
 * no such role; `function-unknown` if the function is not the member's, or must be named
 */
export function findActing(input: ActingInput): Acting {
  const { agency, keys, roles, now } = input
  const state = loadAgency(input.directory, agency)
  const member = findMember(state, keys.signing.kid)
  if (member === undefined || !isInDate(member, now) || isRevoked(state, member.credential)) {
    throw new ClientError('credential-unsuitable', 'the key has no valid credential')
  }
  const held = member.payload.assignments.map((assignment) => assignment.function)
  if (input.function !== undefined && !held.includes(input.function)) {
    throw new ClientError('function-unknown', 'the member does not work in this function')
  }
  const fitting = held.filter((id) => rolesIn(member, id).some((role) => roles.includes(role)))
  const chosen =
    input.function === undefined ? fitting : fitting.filter((id) => id === input.function)
  const [id, ...others] = chosen
  if (id === undefined) throw new ClientError('credential-unsuitable', 'the member lacks the role')
  if (others.length > 0) throw new ClientError('function-unknown', 'the function must be named')
  return { agency, function: id, keys, member, state }
}
