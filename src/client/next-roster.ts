import type { Digest } from '../protocol/sha256.ts'
import { parseSealingJwk } from '../protocol/sealing-key.ts'
import { parseSigningJwk } from '../protocol/signing-key.ts'
import type { Statement } from '../protocol/statement.ts'
import type {
  Revocation,
  Roster,
  RosterFunction,
  RosterMember,
} from '../protocol/statements/roster.ts'
import { encodeTime } from '../protocol/time.ts'

/** What an agency has signed so far, each kind in order of signing. */
export interface AgencyStatements {
  readonly roots: readonly Statement<'root'>[]
  readonly functionKeys: readonly Statement<'function-key'>[]
  readonly credentials: readonly Statement<'credential'>[]
  readonly rosters: readonly Statement<'roster'>[]
}

/**
 * The agency's next roster: the newest key of each function with the replaced ones as retired, every
 * credential that is not revoked (a member has one for each device), and all revocations so far with the new ones.
 */
export function buildNextRoster(
  statements: AgencyStatements,
  newRevocations: readonly Revocation[],
  now: number,
): Roster {
  const root = statements.roots.at(-1)
  if (root === undefined) throw new TypeError('an agency has at least one root')
  const previous = statements.rosters.at(-1)
  const revocations = [...(previous?.payload.revocations ?? []), ...newRevocations]
  const revoked = new Set(revocations.map((revocation) => revocation.credential))
  return {
    v: 1,
    agency: root.payload.agency,
    number: (previous?.payload.number ?? 0) + 1,
    previous: previous?.digest ?? null,
    issuedAt: encodeTime(now),
    root: root.digest,
    functions: listFunctions(statements.functionKeys, previous?.payload, now),
    members: listMembers(statements.credentials, revoked),
    revocations,
  }
}

function listFunctions(
  statements: AgencyStatements['functionKeys'],
  previous: Roster | undefined,
  now: number,
): RosterFunction[] {
  const byFunction = Map.groupBy(statements, (statement) => statement.payload.function)
  return Array.from(byFunction, ([id, keys]) => {
    const retiredBefore = previous?.functions.find((row) => row.function === id)?.retired ?? []
    const kids = keys.map((statement) => parseSealingJwk(statement.payload.key).kid)
    const retired = kids
      .slice(0, -1)
      .map(
        (kid) =>
          retiredBefore.find((row) => row.kid === kid) ?? { kid, retiredAt: encodeTime(now) },
      )
    return { function: id, statement: keys.at(-1)!.digest, kid: kids.at(-1)!, retired }
  })
}

function listMembers(
  credentials: AgencyStatements['credentials'],
  revoked: ReadonlySet<Digest>,
): RosterMember[] {
  return credentials
    .filter((credential) => !revoked.has(credential.digest))
    .map(({ payload, digest }) => ({
      member: payload.member,
      credential: digest,
      kid: parseSigningJwk(payload.key).kid,
    }))
}
