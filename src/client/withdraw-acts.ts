/**
 * Taking back what was sent: the sending side says, signed, what was wrong. What that comes to (stopped, recalled, or told to who had
 * opened it) is settled in the log.
 *
 * @module
 */
import { parseRecordClaim } from '../protocol/record-claim.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { WithdrawalReason } from '../protocol/vocabulary.ts'
import { AnswerReader } from './answer-reader.ts'
import { decidingFunction } from './disclosure-acts.ts'
import { loadKnown } from './known-disclosure.ts'
import { signWithdrawal } from './member-acts.ts'
import { actAs } from './member-desk.ts'
import type { MemberDesk } from './member-desk.ts'
import type { Recorded } from './recorded.ts'

const OUTCOMES = ['cancelled', 'recalled', 'withdrawn-late'] as const

/** What a withdrawal came to: of whether anybody had opened it, the gateway's word. */
export interface Withdrawn {
  readonly state: (typeof OUTCOMES)[number]
  readonly recorded: Recorded
}

/** Takes back a disclosure that the member's function has sent or decides on, and verifies that it was recorded. */
export async function withdrawSent(
  desk: MemberDesk,
  id: string,
  reasons: readonly WithdrawalReason[],
  functionId?: string,
): Promise<Withdrawn> {
  const { about, head } = await loadKnown(desk, id)
  const chosen = functionId ?? decidingFunction(desk, head)
  const acting = actAs(desk, ['author', 'decision-maker'], chosen)
  const text = signWithdrawal(acting, about, reasons, desk.clock())
  const answer = await desk.gateway.withdraw(id, text)
  const statement = parseStatementUnsafe('withdrawal', text).digest
  const event = 'disclosure.withdrawn'
  const claim = parseRecordClaim(answer)
  const recorded = await desk.verifyClaim(claim, { event, disclosure: id, statement })
  const state = new AnswerReader(answer).word('state', OUTCOMES)
  return { state, recorded }
}
