import type { Appended } from '../../audit/write-item.ts'
import { verifyByParty } from '../../protocol/about-disclosure.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { aboutReading } from '../about-reading.ts'
import type { Gate } from '../gate.ts'
import { loadReadable } from '../readable.ts'
import { stored } from '../stored.ts'
import type { ActRequest } from './member-act.ts'
import { checkAct, readAct } from './member-act.ts'

/**
 * Records that a member takes content out of the program that shows it. The gateway cannot see that, nor prevent it: it is the
 * member's own program that says so, before it lets the content go. Throws `not-opened` for a receiver who has not opened it.
 */
export async function recordUse(gate: Gate, request: ActRequest): Promise<Appended> {
  const statement = await readAct(gate, 'use', request)
  const disclosure = await loadReadable(gate, request)
  const manifest = parseStatementUnsafe('manifest', disclosure.manifest)
  verifyByParty(statement, manifest)
  await checkAct(gate, statement, headOf(manifest.payload).head)
  const { function: reader, parts: used } = statement.payload
  const { case: reference, parts, ...about } = aboutReading(disclosure, reader)
  const { to, grounds, policySet, decision } = about
  return gate.writer.append({
    kind: 'use',
    statement: stored(statement),
    about: {
      case: reference,
      parts: parts.filter(({ id }) => used.includes(id)),
      to,
      grounds,
      policySet,
      decision,
    },
  })
}
