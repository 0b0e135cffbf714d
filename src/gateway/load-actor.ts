import type { Directory } from './directory.ts'
import { GatewayError } from './errors.ts'
import type { Uuid } from '../protocol/uuid.ts'

/** Whom an identity provider means. */
interface Identity {
  readonly agency: string
  readonly iss: string
  readonly sub: string
}

/** A member of an agency. */
interface AgencyMember {
  readonly agency: string
  readonly member: Uuid
}

/**
 * The member of an agency who signs in with this subject at this issuer, by the credentials that the agency's custodians
 * have signed, former ones included: whether he may still act is asked by the checks. Throws `member-unknown`.
 */
export async function loadActor(directory: Directory, identity: Identity): Promise<AgencyMember> {
  await directory.refresh()
  const known = findMember(directory, identity)
  if (known !== undefined) return known
  // He may have been admitted a moment ago, through another replica.
  await directory.refresh(true)
  const added = findMember(directory, identity)
  if (added !== undefined) return added
  throw new GatewayError('member-unknown', 'nobody of the agency signs in so')
}

/** The latest credential wins: a login may have passed to somebody else since. */
function findMember(
  directory: Directory,
  { agency, iss, sub }: Identity,
): AgencyMember | undefined {
  const credentials = directory.find(agency)?.credentials.values() ?? []
  const found = [...credentials].findLast(
    ({ payload: { identity } }) => identity.iss === iss && identity.sub === sub,
  )
  return found === undefined ? undefined : { agency, member: found.payload.member }
}
