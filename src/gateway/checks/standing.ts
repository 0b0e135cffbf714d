import { isInDate, isRevoked, verifyMember } from '../../protocol/agency-member.ts'
import type { Member } from '../../protocol/agency-state.ts'
import type { Assignment } from '../../protocol/statements/credential.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import type { MemberRole } from '../../protocol/vocabulary.ts'
import type { Actor } from '../actor.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'

/**
 * What the acting member may do now, over all his devices, for requests that he does not sign. Throws `member-unknown`,
 * `credential-revoked`, `credential-expired`, `roster-missing`.
 */
export function listAssignments(
  { directory, clock }: Pick<Gate, 'directory' | 'clock'>,
  { agency, member }: Actor,
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

/** Checks that the acting member has one of these roles in a function; throws `not-in-function` and as `listAssignments`. */
export function checkStanding(
  gate: Pick<Gate, 'directory' | 'clock'>,
  actor: Actor,
  functionId: string,
  roles?: readonly MemberRole[],
): void {
  const held = listAssignments(gate, actor)
    .filter((assignment) => assignment.function === functionId)
    .flatMap((assignment) => assignment.roles)
  if (held.length === 0 || (roles !== undefined && !roles.some((role) => held.includes(role))))
    throw new ProtocolError('not-in-function', 'the member does not have this role in the function')
}

function findFormerKid(
  credentials: ReadonlyMap<string, Member> | undefined,
  member: string,
): string | undefined {
  return [...(credentials ?? [])].findLast(([, { payload }]) => payload.member === member)?.[0]
}
