import type { Appended } from '../../audit/write-item.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { listCase } from '../../storage/extract.ts'
import { checkSignature } from '../checks/signature.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { stored } from '../stored.ts'
import { checkAct } from './member-act.ts'
import type { ReviewRequest } from './review.ts'

/** Records what could tie a member to a party; throws `not-found` of a case in which nothing was released to or by the agency. */
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
  if (reference !== undefined && (await listCase(gate.db, actor.agency, reference)).length === 0)
    throw new GatewayError('not-found', 'the agency has no part in such a case')
  return gate.writer.append({ kind: 'relation', statement: stored(statement) })
}
