import type { StatementAboutDisclosure } from '../../protocol/about-disclosure.ts'
import { actorOf } from '../../protocol/member-statement.ts'
import type { MemberStatement } from '../../protocol/member-statement.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Statement } from '../../protocol/statement.ts'
import type { Head } from '../../protocol/statements/head.ts'
import type { Actor } from '../actor.ts'
import { checkAuthority } from '../checks/authority.ts'
import { checkClock } from '../checks/clock.ts'
import { checkSignature } from '../checks/signature.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { recordOverride } from '../override.ts'

/** A kind of statement that a member makes about a disclosure. */
export type AboutKind = StatementAboutDisclosure['kind']

/** One signed act about a disclosure, as it comes in. */
export interface ActRequest {
  readonly actor: Actor
  /** The disclosure that the address names. */
  readonly id: string
  readonly body: unknown
  readonly noteConcern: NoteConcern
}

/** Reads the signed text of an act: it must name the disclosure of the address, and be signed by the acting member. */
export async function readAct<K extends AboutKind>(
  gate: Gate,
  kind: K,
  { actor, id, body, noteConcern }: ActRequest,
): Promise<Statement<K>> {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseStatementUnsafe(kind, body)
  const about = statement.payload as { readonly disclosure: string; readonly function: string }
  noteConcern({ statement: statement.digest, function: about.function })
  if (about.disclosure !== id)
    throw new GatewayError('request-invalid', 'the statement names another disclosure')
  await checkSignature(gate, actor, statement as MemberStatement)
  return statement
}

/** The credential chain, the membership and the clock of an act (design §5.4). */
export async function checkAct(
  gate: Gate,
  statement: MemberStatement,
  about: Pick<Head, 'type'>,
): Promise<void> {
  const now = gate.clock()
  const { agency, member } = actorOf(statement)
  const notes = checkAuthority(statement, gate.directory.load(agency), { now, about })
  checkClock(statement, now)
  await recordOverride(gate, { agency, member }, notes, { statement: statement.digest })
}
