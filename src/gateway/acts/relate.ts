import type { Appended } from '../../audit/write-item.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { listCase } from '../../storage/extract.ts'
import { barredFrom } from '../../audit/review/relations.ts'
import type { Relation } from '../../protocol/statements/relation.ts'
import { listRelations } from '../../storage/relation.ts'
import { listReaders } from '../../protocol/agency-function.ts'
import type { Actor } from '../actor.ts'
import { checkNotBarred } from '../checks/barred.ts'
import { checkSignature } from '../checks/signature.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { stored } from '../stored.ts'
import { checkAct } from './member-act.ts'
import type { ReviewRequest } from './review.ts'

/**
 * Records what could tie a member to a party. Throws `not-found` of a case in which nothing was released to or by the agency, or from which
 * the member is barred; `nobody-left` if the function would have nobody to open it.
 */
export async function recordRelation(
  gate: Gate,
  { actor, body, noteConcern }: ReviewRequest,
): Promise<Appended> {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseStatementUnsafe('relation', body)
  const { case: reference, function: id } = statement.payload
  noteConcern({ statement: statement.digest, function: id })
  await checkSignature(gate, actor, statement)
  await checkAct(gate, statement, { type: statement.kind })
  if (reference !== undefined)
    await checkCase(gate, actor, { ...statement.payload, case: reference })
  return gate.writer.append({ kind: 'relation', statement: stored(statement) })
}

async function checkCase(
  gate: Gate,
  actor: Actor,
  { case: reference, function: id, barred = [] }: Relation & { readonly case: string },
): Promise<void> {
  if ((await listCase(gate.db, actor.agency, reference)).length === 0)
    throw new GatewayError('not-found', 'the agency has no part in such a case')
  await checkNotBarred(gate, actor, reference)
  if (barred.length === 0) return
  const before = barredFrom(await listRelations(gate.db, actor.agency), reference)
  const state = gate.directory.load(actor.agency)
  const readers = listReaders(state, id, gate.clock())
  if (readers.every((member) => before.has(member) || barred.includes(member)))
    throw new GatewayError('nobody-left', 'nobody of the function could open the case')
}
