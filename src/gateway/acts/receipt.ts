import { AuditError } from '../../audit/errors.ts'
import type { Appended } from '../../audit/write-item.ts'
import { verifyByReceiver } from '../../protocol/about-disclosure.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { loadReadable } from '../readable.ts'
import { stored } from '../stored.ts'
import { findDisclosure } from '../../storage/disclosure.ts'
import { findTaker } from '../../storage/receipt.ts'
import type { ActRequest } from './member-act.ts'
import { checkAct, readAct } from './member-act.ts'

/**
 * A question back answers nothing: what is said to answer a message is of a type that does. Whether it is an answer to this message, and
 * has arrived, is judged under the log's lock.
 */
async function checkAnswer(
  { db, messageTypes }: Gate,
  { actor }: ActRequest,
  asked: string,
  answer: string | undefined,
): Promise<void> {
  const found = answer === undefined ? undefined : await findDisclosure(db, actor.agency, answer)
  if (found === undefined || messageTypes.get(asked)?.answers.includes(found.type) === true) return
  throw new GatewayError('answer-unfit', 'a message of that type answers none of this one')
}

/**
 * Records what a receiving member says about a disclosure. Who wants to take over what a colleague has taken over is told who:
 * `already-taken` names the member and the time.
 */
export async function recordReceipt(gate: Gate, request: ActRequest): Promise<Appended> {
  const statement = await readAct(gate, 'receipt', request)
  const disclosure = await loadReadable(gate, request)
  const manifest = parseStatementUnsafe('manifest', disclosure.manifest)
  verifyByReceiver(statement, manifest)
  if (statement.payload.what === 'delivered')
    throw new GatewayError('receipt-mismatch', 'only the node says that it delivered')
  await checkAct(gate, statement, headOf(manifest.payload).head)
  await checkAnswer(gate, request, disclosure.type, statement.payload.answer)
  try {
    return await gate.writer.append({
      kind: 'receipt',
      statement: stored(statement),
      case: disclosure.case,
    })
  } catch (error) {
    if (!(error instanceof AuditError) || error.code !== 'already-taken') throw error
    const { agency } = request.actor
    const takenBy = await findTaker(gate.db, agency, request.id, statement.payload.function)
    throw new GatewayError('already-taken', 'a colleague has taken it over', {
      cause: error,
      recorded: true,
      ...(takenBy === undefined ? {} : { takenBy }),
    })
  }
}
