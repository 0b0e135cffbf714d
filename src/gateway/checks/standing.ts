import { isInDate, isRevoked, verifyMember } from '../../protocol/agency-member.ts'
import type { Member } from '../../protocol/agency-state.ts'
import type { Assignment } from '../../protocol/statements/credential.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import type { MemberRole } from '../../protocol/vocabulary.ts'
import type { Actor } from '../actor.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { checkAssurance, isAssured } from './assurance.ts'

/** What is asked about where a member stands. */
type Sources = Pick<Gate, 'directory' | 'clock' | 'findLevels'>

/**
 * What the acting member may do now, over all his devices, for requests that he does not sign: in the functions for which the sign-in is
 * sure enough. Throws `member-unknown`, `credential-revoked`, `credential-expired`, `roster-missing`, and `assurance-too-low` if there
 * are functions, but none of those.
 */
export function listAssignments(sources: Sources, actor: Actor): readonly Assignment[] {
  const { findLevels } = sources
  const all = listAllAssignments(sources, actor)
  const assured = all.filter((it) => isAssured(findLevels, actor, it.function))
  if (assured.length === 0 && all.length > 0) checkAssurance(findLevels, actor, all[0]!.function)
  return assured
}

/** As `listAssignments`, however surely the member has signed in. */
export function listAllAssignments(
  { directory, clock }: Pick<Gate, 'directory' | 'clock'>,
  { agency, member }: Pick<Actor, 'agency' | 'member'>,
): readonly Assignment[] {
  const state = directory.load(agency)
  const now = clock()
  const own = [...state.members.values()].filter(({ payload }) => payload.member === member)
  const valid = own.filter((it) => isInDate(it, now) && !isRevoked(state, it.credential))
  if (valid.length > 0) return valid.flatMap(({ payload }) => payload.assignments)
  // Says why: through the listed credential that is out of date, or one that the roster has dropped.
  const kid = own.at(-1)?.key.kid ?? findFormerKid(directory.find(agency)?.credentials, member)
  if (kid !== undefined) verifyMember(state, kid, now)
  throw new GatewayError('member-unknown', 'the member has no credential')
}

/**
 * Checks that the acting member has one of these roles in a function, and has signed in surely enough for it; throws `not-in-function`,
 * `assurance-too-low` and as `listAllAssignments`.
 */
export function checkStanding(
  sources: Sources,
  actor: Actor,
  functionId: string,
  roles?: readonly MemberRole[],
): void {
  const held = listAllAssignments(sources, actor)
    .filter((assignment) => assignment.function === functionId)
    .flatMap((assignment) => assignment.roles)
  if (held.length === 0 || (roles !== undefined && !roles.some((role) => held.includes(role))))
    throw new ProtocolError('not-in-function', 'the member does not have this role in the function')
  checkAssurance(sources.findLevels, actor, functionId)
}

/** Checks that the acting member has one of these roles somewhere in the agency; throws `role-missing`, `assurance-too-low`. */
export function checkRole(sources: Sources, actor: Actor, roles: readonly MemberRole[]): void {
  const holding = listAllAssignments(sources, actor).filter((assignment) =>
    assignment.roles.some((role) => roles.includes(role)),
  )
  if (holding.length === 0)
    throw new ProtocolError('role-missing', 'the member has the role in no function')
  const { findLevels } = sources
  if (holding.some((it) => isAssured(findLevels, actor, it.function))) return
  checkAssurance(findLevels, actor, holding[0]!.function)
}

function findFormerKid(
  credentials: ReadonlyMap<string, Member> | undefined,
  member: string,
): string | undefined {
  return [...(credentials ?? [])].findLast(([, { payload }]) => payload.member === member)?.[0]
}
