import { ClientError } from '../client/errors.ts'
import type { OpenedDisclosure } from '../client/open-disclosure.ts'
import { kinshipOf, signRelation } from '../client/relation.ts'
import type { Kinship, RelationSubject } from '../client/relation.ts'
import type { Recorded } from '../client/recorded.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { MemberRole } from '../protocol/vocabulary.ts'
import { loadMessageType } from './catalogue.ts'
import { actAs } from '../client/member-desk.ts'
import type { Session } from './session.ts'

const ROLES: readonly MemberRole[] = ['reader', 'author', 'decision-maker', 'registrar']

/** Declares, and verifies that it was recorded. */
export async function declareRelation(
  session: Session,
  subject: RelationSubject,
  kinship: Kinship,
  functionId?: string,
  roles: readonly MemberRole[] = ROLES,
): Promise<Recorded> {
  const acting = actAs(session, roles, functionId)
  const text = signRelation(acting, subject, kinship, session.context.clock())
  const statement = parseStatementUnsafe('relation', text).digest
  const answer = await session.gateway.relate(text)
  return session.verify(answer, { event: 'relation.declared', statement })
}

/**
 * Declares the parties that an opened document names, so that a colleague who is tied to them is found. What was opened stays open if
 * that fails: it is said, and the next who opens the case declares them.
 */
export async function declareParties(
  session: Session,
  { document, head }: OpenedDisclosure,
  functionId?: string,
): Promise<void> {
  const kinship = kinshipOf(document, await loadMessageType(head.type))
  if (kinship.surnames.length + kinship.postcodes.length === 0) return
  try {
    const subject = { about: 'case', case: head.case } as const
    // The function that has just opened it.
    await declareRelation(session, subject, kinship, functionId, ['reader'])
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    session.context.terminal.warn({
      sv: `Parternas märken kunde inte lämnas till granskningen (${error.code}). Säg till er granskare.`,
      en: `The parties’ tokens could not be given for review (${error.code}). Tell your compliance officer.`,
    })
  }
}
