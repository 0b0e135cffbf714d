import type { Appended } from '../../audit/write-item.ts'
import { verifyBySender } from '../../protocol/about-disclosure.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { DisclosureState } from '../../storage/disclosure.ts'
import { stored } from '../stored.ts'
import type { Gate } from '../gate.ts'
import { loadReadable } from '../readable.ts'
import type { ActRequest } from './member-act.ts'
import { checkAct, readAct } from './member-act.ts'

/** What a withdrawal came to. */
export interface Withdrawn {
  /** `cancelled`, `recalled`, or `withdrawn-late` when a receiver had opened it before. */
  readonly state: DisclosureState
  readonly appended: Appended
}

/**
 * Takes a disclosure back. What that comes to is settled under the log's lock, where an opening that arrives at the same time
 * is either before it or refused; the state is read afterwards, and no longer changes.
 */
export async function withdraw(gate: Gate, request: ActRequest): Promise<Withdrawn> {
  const statement = await readAct(gate, 'withdrawal', request)
  const disclosure = await loadReadable(gate, request)
  const manifest = parseStatementUnsafe('manifest', disclosure.manifest)
  verifyBySender(statement, manifest)
  await checkAct(gate, statement, headOf(manifest.payload).head)
  const appended = await gate.writer.append({
    kind: 'withdrawal',
    statement: stored(statement),
    case: disclosure.case,
  })
  const { state } = await loadReadable(gate, request)
  return { state, appended }
}
