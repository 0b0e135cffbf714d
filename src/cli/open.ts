import { parseDecision } from '../policy/encode-decision.ts'
import { findActing } from '../client/acting.ts'
import type { Acting } from '../client/acting.ts'
import { ClientError } from '../client/errors.ts'
import {
  signCountersignature,
  signOpenRequest,
  signReceipt,
  signUse,
} from '../client/member-acts.ts'
import type { About, MemberReceipt } from '../client/member-acts.ts'
import { differenceCodes, openDisclosure } from '../client/open-disclosure.ts'
import type { OpenedDisclosure } from '../client/open-disclosure.ts'
import type { Recorded } from '../client/recorded.ts'
import { parseHandover } from '../protocol/handover.ts'
import type { Handover } from '../protocol/handover.ts'
import { rolesForVerdict } from '../protocol/member-statement.ts'
import { digestOf } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import type { Head } from '../protocol/statements/head.ts'
import { headOf } from '../protocol/head.ts'
import type { ConflictAnswer, MemberRole, Purpose, Use, Verdict } from '../protocol/vocabulary.ts'
import { loadMessageType } from './catalogue.ts'
import { loadPolicySet } from './session.ts'
import type { Session } from './session.ts'

/** What an opener must answer before the content is shown. */
export interface OpenAnswers {
  readonly purpose: Purpose
  readonly conflictOfInterest: ConflictAnswer | 'declared'
  /** Needed only by a member of several functions. */
  readonly function?: string
}

/** Opens a released disclosure: signs the request, verifies and opens what comes, and reports any difference, signed. */
export async function openReleased(
  session: Session,
  id: string,
  answers: OpenAnswers,
): Promise<OpenedDisclosure & Pick<Known, 'withdrawal'>> {
  const acting = actAs(session, ['reader'], answers.function)
  const { about, withdrawal } = await loadKnown(session, id)
  const text = signOpenRequest(acting, about, answers, session.context.clock())
  const handover = parseHandover(await session.gateway.open(id, text))
  if (handover.claim === null) throw new ClientError('acceptance-not-proven', 'no record came')
  const statement = parseStatementUnsafe('open-request', text).digest
  const event = 'disclosure.opened'
  await session.verifyClaim(handover.claim, { event, disclosure: id, statement })
  const opened = await verifyHandover(session, about, handover, acting)
  if (opened.differences.length > 0) {
    const differences = differenceCodes(opened.differences)
    await giveReceipt(session, id, { what: 'difference', differences }, acting.function)
  }
  return { ...opened, withdrawal }
}

/** What is to be done with the content of an opened disclosure. */
export interface TakeOut {
  readonly what: Use
  readonly purpose: Purpose
  /** Needed only by a member of several functions. */
  readonly function?: string
}

/** Signs that the content of an opened disclosure is taken out, and verifies that it was recorded. Do so first, then take it out. */
export async function reportUse(
  session: Session,
  { manifest, head }: OpenedDisclosure,
  { what, purpose, function: chosen }: TakeOut,
): Promise<Recorded> {
  const acting = actAs(session, ['reader'], chosen)
  const about = { disclosure: head.id, manifest: manifest.digest }
  const read = manifest.payload.parts.filter(({ readers }) => readers.includes(acting.function))
  const taken = { what, purpose, parts: read.map(({ id }) => id) }
  const text = signUse(acting, about, taken, session.context.clock())
  const answer = await session.gateway.use(head.id, text)
  const statement = parseStatementUnsafe('use', text).digest
  return session.verify(answer, { event: `disclosure.${what}`, disclosure: head.id, statement })
}

/** Looks at a held disclosure as a member of the sending side who may decide. */
export async function openHeld(
  session: Session,
  id: string,
  functionId?: string,
): Promise<OpenedDisclosure & { readonly handover: Handover; readonly about: About }> {
  const { head, about } = await loadKnown(session, id)
  const chosen = functionId ?? decidingFunction(session, head)
  const acting = actAs(session, ['decision-maker', 'author'], chosen)
  const handover = parseHandover(await session.gateway.held(id))
  return { ...(await verifyHandover(session, about, handover, acting)), handover, about }
}

/** Signs a receipt and verifies that it was recorded. */
export async function giveReceipt(
  session: Session,
  id: string,
  receipt: MemberReceipt,
  functionId?: string,
): Promise<Recorded> {
  const acting = actAs(session, ['reader', 'registrar'], functionId)
  const { about } = await loadKnown(session, id)
  const text = signReceipt(acting, about, receipt, session.context.clock())
  const answer = await session.gateway.receipt(id, text)
  const statement = parseStatementUnsafe('receipt', text).digest
  return session.verify(answer, { event: `disclosure.${receipt.what}`, disclosure: id, statement })
}

/** What a countersignature came to. */
export interface Countersigned {
  readonly state: string
  readonly needs: readonly unknown[]
  /** The disclosure that this one answers, if it is a reply. */
  readonly answers: string | undefined
  readonly recorded: Recorded
}

/**
 * Countersigns a held disclosure: looks at it first, as one cannot answer for what one has not been able to read, and signs
 * over exactly the decision that was shown. Who found a difference may refuse, but not approve.
 */
export async function countersignHeld(
  session: Session,
  id: string,
  verdict: Verdict,
  functionId?: string,
): Promise<Countersigned> {
  const held = await openHeld(session, id, functionId)
  const acting = actAs(
    session,
    rolesForVerdict(verdict),
    functionId ?? decidingFunction(session, held.head),
  )
  if (verdict !== 'refuse' && held.differences.length > 0) {
    throw new ClientError('decision-mismatch', 'what is held does not agree with its decision')
  }
  const { policySet } = parseDecision(held.handover.decision)
  const text = signCountersignature(
    acting,
    held.about,
    { verdict, decision: digestOf(held.handover.decision), policySet },
    session.context.clock(),
  )
  const answer = await session.gateway.countersign(id, text)
  const statement = parseStatementUnsafe('countersignature', text).digest
  const event = `countersignature.${verdict}`
  const recorded = await session.verify(answer, { event, disclosure: id, statement })
  const { state, needs } = answer
  return {
    state: String(state),
    needs: Array.isArray(needs) ? needs : [],
    answers: held.head.inReplyTo,
    recorded,
  }
}

/** Acts as this member in a function, with one of these roles. Throws as `findActing`. */
export function actAs(session: Session, roles: readonly MemberRole[], functionId?: string): Acting {
  const { directory, settings, keys, context } = session
  return findActing({
    directory,
    agency: settings.agency,
    keys,
    roles,
    now: context.clock(),
    ...(functionId === undefined ? {} : { function: functionId }),
  })
}

/** What a gateway says of a disclosure before it is opened. */
export interface Known {
  readonly about: About
  readonly head: Head
  /** The sender's withdrawal, if there is one; nothing of it is verified. */
  readonly withdrawal: Statement<'withdrawal'> | null
}

/** The disclosure with this id, as its author signed it. The gateway's word for the digest is not taken. */
export async function loadKnown({ gateway }: Pick<Session, 'gateway'>, id: string): Promise<Known> {
  const { manifest: text, withdrawals } = await gateway.disclosure(id)
  if (typeof text !== 'string') throw new ClientError('answer-invalid', 'no manifest came')
  const { payload, digest } = parseStatementUnsafe('manifest', text)
  const { head } = headOf(payload)
  if (head.id !== id) throw new ClientError('answer-invalid', 'another disclosure came')
  const [withdrawal] = Array.isArray(withdrawals) ? withdrawals : []
  return {
    about: { disclosure: id, manifest: digest },
    head,
    withdrawal:
      typeof withdrawal === 'string' ? parseStatementUnsafe('withdrawal', withdrawal) : null,
  }
}

/** The function in which this member decides: the decision function before the sending one, as the gateway chooses. */
export function decidingFunction(
  { keys }: Session,
  { decisionFunction, from }: Head,
): string | undefined {
  return [decisionFunction, from.function].find((id) => id !== undefined && keys.reading.has(id))
}

async function verifyHandover(
  session: Session,
  about: About,
  handover: Handover,
  acting: Acting,
): Promise<OpenedDisclosure> {
  const manifest = parseStatementUnsafe('manifest', handover.manifest)
  const { head } = headOf(manifest.payload)
  // What was asked for by id and digest is what must come.
  if (manifest.digest !== about.manifest || head.id !== about.disclosure) {
    throw new ClientError('answer-invalid', 'another disclosure came')
  }
  const { policySet } = parseDecision(handover.decision)
  return openDisclosure({
    handover,
    directory: session.directory,
    type: await loadMessageType(head.type),
    policySet: await loadPolicySet(session.gateway, policySet),
    reader: acting,
    now: session.context.clock(),
  })
}
