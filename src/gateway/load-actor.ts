import type { Actor } from './actor.ts'
import type { Directory } from './directory.ts'
import { GatewayError } from './errors.ts'

/**
 * The member of an agency who signs in with this subject at this issuer, by the credentials that the agency's custodians
 * have signed, former ones included: whether he may still act is asked by the checks. Throws `member-unknown`.
 */
export async function loadActor(
  directory: Directory,
  agency: string,
  iss: string,
  sub: string,
): Promise<Actor> {
  await directory.refresh()
  const known = findActor(directory, agency, iss, sub)
  if (known !== undefined) return known
  // He may have been admitted a moment ago, through another replica.
  await directory.refresh(true)
  const added = findActor(directory, agency, iss, sub)
  if (added !== undefined) return added
  throw new GatewayError('member-unknown', 'nobody of the agency signs in so')
}

/** The latest credential wins: a login may have passed to somebody else since. */
function findActor(
  directory: Directory,
  agency: string,
  iss: string,
  sub: string,
): Actor | undefined {
  const credentials = directory.find(agency)?.credentials.values() ?? []
  const found = [...credentials].findLast(
    ({ payload: { identity } }) => identity.iss === iss && identity.sub === sub,
  )
  return found === undefined ? undefined : { agency, member: found.payload.member }
}
