import { verifySendingFunctions } from '../../protocol/agency-function.ts'
import { headOf } from '../../protocol/head.ts'
import { verifyAuthority } from '../../protocol/member-statement.ts'
import type { MemberStatement } from '../../protocol/member-statement.ts'
import type { AgencyState } from '../../protocol/agency-state.ts'
import type { Head } from '../../protocol/statements/head.ts'
import { checkFreshness } from './freshness.ts'
import type { Note } from './freshness.ts'

/**
 * The credential chain and the membership of the function: the agency's current roster, itself not too old, lists the
 * signer's credential unrevoked and in date at `now` (ms), and the credential gives him a role for this in the function
 * that he names.
 *
 * Throws `roster-expired`, `agency-mismatch`, `credential-revoked`, `credential-expired`, `credential-not-yet-valid`,
 * `credential-mismatch`, `member-mismatch`, `kid-unknown`, `not-in-function` and, of a manifest, `function-role-missing`.
 */
export function checkAuthority(
  statement: MemberStatement,
  state: AgencyState,
  { now, about }: { readonly now: number; readonly about: Pick<Head, 'type'> },
): readonly Note[] {
  const notes = checkFreshness(state, now, about)
  verifyAuthority(statement, state, now)
  if (statement.kind === 'manifest') verifySendingFunctions(state, headOf(statement.payload).head)
  return notes
}
