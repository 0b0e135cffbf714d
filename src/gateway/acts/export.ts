import type { Appended } from '../../audit/write-item.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Actor } from '../actor.ts'
import { checkSignature } from '../checks/signature.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { stored } from '../stored.ts'
import { checkAct } from './member-act.ts'

/** A signed list of files as it comes in. */
export interface ExportRequest {
  readonly actor: Actor
  readonly body: unknown
  readonly noteConcern: NoteConcern
}

/** Records which files a compliance officer made of what the gateway told: name, size and SHA-256 of each. */
export async function recordExport(
  gate: Gate,
  { actor, body, noteConcern }: ExportRequest,
): Promise<Appended> {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseStatementUnsafe('export', body)
  noteConcern({ statement: statement.digest, function: statement.payload.function })
  await checkSignature(gate, actor, statement)
  await checkAct(gate, statement, { type: statement.kind })
  return gate.writer.append({ kind: 'export', statement: stored(statement) })
}
