/**
 * Shutting colleagues out of a case that concerns them too closely (jäv), and letting in again who was shut out by mistake.
 *
 * @module
 */
import type { CaseReference } from '../protocol/case-reference.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { MemberRole } from '../protocol/vocabulary.ts'
import { actAs } from './member-desk.ts'
import type { MemberDesk } from './member-desk.ts'
import type { Recorded } from './recorded.ts'
import { signRelation } from './relation.ts'

const ROLES: readonly MemberRole[] = ['reader', 'author', 'decision-maker', 'registrar']

/** Who is barred from a case, or is so no more. */
export interface Bar {
  readonly case: CaseReference
  readonly what: 'barred' | 'readmitted'
  /** Of the own agency. */
  readonly members: readonly Uuid[]
}

/** Declares it, signed, in one of the member's functions, and verifies that it was recorded. Rejects with `nobody-left`. */
export async function declareBar(
  desk: MemberDesk,
  { case: reference, what, members }: Bar,
  functionId?: string,
): Promise<Recorded> {
  const acting = actAs(desk, ROLES, functionId)
  const subject = { about: 'case', case: reference, [what]: members } as const
  const text = signRelation(acting, subject, { surnames: [], postcodes: [] }, desk.clock())
  const claim = parseRecordClaim(await desk.gateway.relate(text))
  const statement = parseStatementUnsafe('relation', text).digest
  return desk.verifyClaim(claim, { event: 'relation.declared', statement })
}
