import { buildNextRoster } from '../../client/next-roster.ts'
import type { SigningKey } from '../../protocol/signing-key.ts'
import { parseSigningJwk } from '../../protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../../protocol/statement.ts'
import type { Statement } from '../../protocol/statement.ts'
import type { Revocation } from '../../protocol/statements/roster.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { RevocationReason } from '../../protocol/vocabulary.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { loadStatements } from './statements.ts'

/** Whom to revoke, and why. */
export interface Revoked {
  readonly slug: string
  readonly reason: RevocationReason
  readonly compromisedSince?: number
}

/**
 * Signs the agency's next roster. A roster is fresh for 24 hours, so this is done daily, also when nothing changed.
 *
 * Nothing is sent: `publishStatements` does that.
 */
export async function issueRoster(
  folder: AgencyFolder,
  rosterKey: SigningKey,
  context: Context,
  revoked: readonly Revoked[] = [],
): Promise<Statement<'roster'>> {
  const statements = await loadStatements(folder)
  const now = context.clock()
  const revocations: Revocation[] = []
  for (const one of revoked) {
    const { member } = await folder.loadMember(one.slug)
    const held = statements.credentials.findLast((row) => row.payload.member === member)
    if (held === undefined) throw new CliError('member-missing', one.slug)
    revocations.push({
      credential: held.digest,
      kid: parseSigningJwk(held.payload.key).kid,
      revokedAt: encodeTime(now),
      ...(one.compromisedSince === undefined
        ? {}
        : { compromisedSince: encodeTime(one.compromisedSince) }),
      reason: one.reason,
    })
  }
  const text = signStatement('roster', buildNextRoster(statements, revocations, now), rosterKey)
  await folder.addStatement({ kind: 'roster', text })
  return parseStatementUnsafe('roster', text)
}
