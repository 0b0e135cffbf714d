/**
 * A second person's verdict on a held disclosure that was opened.
 *
 * @module
 */
import { parseDecision } from '../policy/encode-decision.ts'
import { rolesForVerdict } from '../protocol/member-statement.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import { digestOf } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Verdict } from '../protocol/vocabulary.ts'
import { AnswerReader } from './answer-reader.ts'
import { decidingFunction } from './disclosure-acts.ts'
import type { HeldDisclosure } from './disclosure-acts.ts'
import { ClientError } from './errors.ts'
import { signCountersignature } from './member-acts.ts'
import { actAs } from './member-desk.ts'
import type { MemberDesk } from './member-desk.ts'
import type { Recorded } from './recorded.ts'

/** What a countersignature came to. */
export interface Countersigned {
  readonly state: 'held' | 'released' | 'refused'
  readonly needs: readonly unknown[]
  /** The disclosure that this one answers, if it is a reply. */
  readonly answers: string | undefined
  readonly recorded: Recorded
}

/**
 * Countersigns a held disclosure that was opened, as one cannot answer for what one has not been able to read, over exactly the manifest
 * and the decision that were shown: nothing is asked for again. Who found a difference may refuse, but not approve.
 */
export async function countersignHeld(
  desk: MemberDesk,
  held: HeldDisclosure,
  verdict: Verdict,
  functionId?: string,
): Promise<Countersigned> {
  const id = held.about.disclosure
  const acting = actAs(
    desk,
    rolesForVerdict(verdict),
    functionId ?? decidingFunction(desk, held.head),
  )
  // Nobody answers for what was not shown: an author could seal the content to others alone.
  if (verdict !== 'refuse' && (held.differences.length > 0 || !held.isWhole)) {
    throw new ClientError('decision-mismatch', 'what is held does not agree with its decision')
  }
  const { policySet } = parseDecision(held.handover.decision)
  const text = signCountersignature(
    acting,
    held.about,
    { verdict, decision: digestOf(held.handover.decision), policySet },
    desk.clock(),
  )
  const answer = await desk.gateway.countersign(id, text)
  const statement = parseStatementUnsafe('countersignature', text).digest
  const event = `countersignature.${verdict}`
  const recorded = await desk.verifyClaim(parseRecordClaim(answer), {
    event,
    disclosure: id,
    statement,
  })
  const { needs } = answer
  const state = new AnswerReader(answer).word('state', ['held', 'released', 'refused'])
  // The record of a release names its receipts of delivery: that it was let go, or was not, is more than the gateway's word.
  if ((state === 'released') !== (recorded.body?.delivered ?? []).length > 0)
    throw new ClientError('acceptance-not-proven', 'the record says something else of the release')
  return {
    state,
    needs: Array.isArray(needs) ? needs : [],
    answers: held.head.inReplyTo,
    recorded,
  }
}
