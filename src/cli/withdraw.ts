import { authorSources } from '../client/directory.ts'
import { judgeAuthor } from '../client/judge-author.ts'
import { signWithdrawal } from '../client/member-acts.ts'
import type { Recorded } from '../client/recorded.ts'
import { verifyBySender } from '../protocol/about-disclosure.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { parseTime } from '../protocol/time.ts'
import type { WithdrawalReason } from '../protocol/vocabulary.ts'
import { decidingFunction, loadKnown } from '../client/disclosure-acts.ts'
import { actAs } from '../client/member-desk.ts'
import type { Session } from './session.ts'

/** What a withdrawal came to. */
export interface Withdrawn {
  /** `cancelled`, `recalled` or `withdrawn-late`. */
  readonly state: string
  readonly recorded: Recorded
}

/** Takes back a disclosure that the member's function has sent or decides on, and verifies that it was recorded. */
export async function withdrawSent(
  session: Session,
  id: string,
  reasons: readonly WithdrawalReason[],
  functionId?: string,
): Promise<Withdrawn> {
  const { about, head } = await loadKnown(session, id)
  const chosen = functionId ?? decidingFunction(session, head)
  const acting = actAs(session, ['author', 'decision-maker'], chosen)
  const text = signWithdrawal(acting, about, reasons, session.context.clock())
  const answer = await session.gateway.withdraw(id, text)
  const statement = parseStatementUnsafe('withdrawal', text).digest
  const event = 'disclosure.withdrawn'
  const recorded = await session.verify(answer, { event, disclosure: id, statement })
  return { state: String(answer['state']), recorded }
}

/** What was wrong with a disclosure, in its sender's own signed word. Throws as `verifyBySender` and `judgeAuthor`. */
export function verifyReasons(
  { directory }: Pick<Session, 'directory'>,
  manifest: Statement<'manifest'>,
  withdrawal: Statement<'withdrawal'>,
): readonly WithdrawalReason[] {
  verifyBySender(withdrawal, manifest)
  const { agency, at, reasons } = withdrawal.payload
  judgeAuthor(withdrawal, authorSources(directory, agency), parseTime(at))
  return reasons
}
