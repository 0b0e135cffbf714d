/**
 * What a member does with a disclosure, from the first question to the last receipt: everything is signed, and nothing counts before its
 * record was verified.
 *
 * @module
 */
import { parseDecision } from '../policy/encode-decision.ts'
import { parseHandover } from '../protocol/handover.ts'
import type { Handover } from '../protocol/handover.ts'
import { headOf } from '../protocol/head.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Head } from '../protocol/statements/head.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { ConflictAnswer, Purpose, Use } from '../protocol/vocabulary.ts'
import type { Acting } from './acting.ts'
import { distrustCode } from './distrust.ts'
import { ClientError } from './errors.ts'
import { signOpenRequest, signReceipt, signUse } from './member-acts.ts'
import type { About, MemberReceipt } from './member-acts.ts'
import { actAs } from './member-desk.ts'
import { loadKnown } from './known-disclosure.ts'
import type { Known } from './known-disclosure.ts'
import type { MemberDesk } from './member-desk.ts'
import { findReleaseDifferences } from './release-verdicts.ts'
import { differenceCodes, openDisclosure } from './open-disclosure.ts'
import type { OpenedDisclosure } from './open-disclosure.ts'
import type { Recorded } from './recorded.ts'

/** What an opener must answer before the content is shown. */
export interface OpenAnswers {
  readonly purpose: Purpose
  readonly conflictOfInterest: ConflictAnswer | 'declared'
  /** Needed only by a member of several functions. */
  readonly function?: string
}

/**
 * Opens a released disclosure: signs the request, verifies and opens what comes, and reports any difference, signed, also when nothing of it
 * can be shown. Who declares a
 * conflict of interest is put on record and opens nothing: ClientError `conflict-of-interest`.
 */
export async function openReleased(
  desk: MemberDesk,
  id: string,
  answers: OpenAnswers,
): Promise<OpenedDisclosure & Pick<Known, 'withdrawal'> & { readonly recorded: Recorded }> {
  const acting = actAs(desk, ['reader'], answers.function)
  const { about, head, withdrawal, countersignatures } = await loadKnown(desk, id)
  if (answers.conflictOfInterest === 'declared') await recordConflict(desk, about)
  const text = signOpenRequest(acting, about, answers, desk.clock())
  const handover = parseHandover(await desk.gateway.open(id, text))
  const statement = parseStatementUnsafe('open-request', text).digest
  const event = 'disclosure.opened'
  const recorded = await desk.verifyClaim(handover.claim, { event, disclosure: id, statement })
  const isLaw = await isNamedOrLaw(desk, head, handover)
  const found = await verifyHandover(desk, { about, handover, acting, isLaw }).catch(
    (error: unknown) => reportDistrust(desk, about, acting, error),
  )
  const unreleased = await findReleaseDifferences(desk, found, countersignatures)
  const opened = { ...found, differences: [...found.differences, ...unreleased] }
  if (opened.differences.length > 0) {
    const differences = differenceCodes(opened.differences)
    await giveReceipt(desk, about, { what: 'difference', differences }, acting.function)
  }
  return { ...opened, withdrawal, recorded }
}

/** Reports what makes a message untrustworthy as a whole, and throws it on; whether the report came through changes nothing of that. */
async function reportDistrust(
  desk: MemberDesk,
  about: About,
  acting: Acting,
  error: unknown,
): Promise<never> {
  const code = distrustCode(error)
  if (code !== undefined) {
    const receipt = { what: 'difference', differences: [code] } as const
    await giveReceipt(desk, about, receipt, acting.function).catch(() => undefined)
  }
  throw error
}

/** Puts on record that this member knows somebody in the case and leaves it to a colleague, and verifies that it was recorded. */
export async function declareConflict(desk: MemberDesk, id: Uuid): Promise<Recorded> {
  const { about } = await loadKnown(desk, id)
  return recordConflict(desk, about)
}

async function recordConflict(
  { gateway, verifyClaim }: MemberDesk,
  { disclosure, manifest }: About,
): Promise<Recorded> {
  const claim = parseRecordClaim(await gateway.declareConflict(disclosure))
  return verifyClaim(claim, { event: 'conflict.declared', disclosure, manifest })
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
  desk: MemberDesk,
  { manifest, head }: OpenedDisclosure,
  { what, purpose, function: chosen }: TakeOut,
): Promise<Recorded> {
  const acting = actAs(desk, ['reader'], chosen)
  const about = aboutOf({ manifest, head })
  const read = manifest.payload.parts.filter(({ readers }) => readers.includes(acting.function))
  const taken = { what, purpose, parts: read.map(({ id }) => id) }
  const text = signUse(acting, about, taken, desk.clock())
  const answer = await desk.gateway.use(head.id, text)
  const statement = parseStatementUnsafe('use', text).digest
  return desk.verifyClaim(parseRecordClaim(answer), {
    event: `disclosure.${what}`,
    disclosure: head.id,
    statement,
  })
}

/** What a statement about an opened disclosure is over. */
export function aboutOf({ manifest, head }: Pick<OpenedDisclosure, 'manifest' | 'head'>): About {
  return { disclosure: head.id, manifest: manifest.digest }
}

/** A held disclosure, opened: what a countersignature is over. */
export interface HeldDisclosure extends OpenedDisclosure {
  readonly handover: Handover
  readonly about: About
}

/** Looks at a held disclosure as a member of the sending side who may decide. */
export async function openHeld(
  desk: MemberDesk,
  id: string,
  functionId?: string,
): Promise<HeldDisclosure> {
  const { head, about } = await loadKnown(desk, id)
  const chosen = functionId ?? decidingFunction(desk, head)
  const acting = actAs(desk, ['decision-maker', 'author'], chosen)
  const handover = parseHandover(await desk.gateway.held(id))
  await verifyLookUp(desk, about, handover, 'held.looked-at')
  // Author and gateway together could name rules of their own: who answers for it goes by what two agencies have approved.
  await desk.loadLaw()
  const { policySet, at } = parseDecision(handover.decision)
  const isLaw = (await desk.judgeLaw(policySet, at)) === 'law'
  return { ...(await verifyHandover(desk, { about, handover, acting, isLaw })), handover, about }
}

/** Looks at what the own function has sent, as its author. Signs nothing: no receiver's opening. */
export async function openSent(desk: MemberDesk, id: string): Promise<OpenedDisclosure> {
  const { head, about } = await loadKnown(desk, id)
  const acting = actAs(desk, ['author'], head.from.function)
  const handover = parseHandover(await desk.gateway.sent(id))
  await verifyLookUp(desk, about, handover, 'sent.looked-at')
  const isLaw = await isNamedOrLaw(desk, head, handover)
  return verifyHandover(desk, { about, handover, acting, isLaw })
}

/** Signs a receipt for exactly the manifest that was shown, and verifies that it was recorded. */
export async function giveReceipt(
  desk: MemberDesk,
  about: About,
  receipt: MemberReceipt,
  functionId?: string,
): Promise<Recorded> {
  const acting = actAs(desk, ['reader', 'registrar'], functionId)
  const id = about.disclosure
  const text = signReceipt(acting, about, receipt, desk.clock())
  const answer = await desk.gateway.receipt(id, text)
  const statement = parseStatementUnsafe('receipt', text).digest
  return desk.verifyClaim(parseRecordClaim(answer), {
    event: `disclosure.${receipt.what}`,
    disclosure: id,
    statement,
  })
}

/** The function in which this member decides: the decision function before the sending one, as the gateway chooses. */
export function decidingFunction(
  { keys }: MemberDesk,
  { decisionFunction, from }: Head,
): string | undefined {
  return [decisionFunction, from.function].find((id) => id !== undefined && keys.reading.has(id))
}

/**
 * Whether the rules that decided were law; where it is not known what was, those that the author named and answers for are as good. The
 * author may have been shown older rules, or invented ones: a reader who knows better says so.
 */
async function isNamedOrLaw(
  { judgeLaw }: Pick<MemberDesk, 'judgeLaw'>,
  head: Head,
  { decision }: Handover,
): Promise<boolean> {
  const { policySet, at } = parseDecision(decision)
  const verdict = await judgeLaw(policySet, at)
  return verdict === 'law' || (verdict === 'unknown' && policySet === head.policySet)
}

/** That the sending side has read it stands in the log, as an opening does. */
async function verifyLookUp(
  { verifyClaim }: MemberDesk,
  { disclosure, manifest }: About,
  { claim }: Handover,
  event: 'held.looked-at' | 'sent.looked-at',
): Promise<void> {
  await verifyClaim(claim, { event, disclosure, manifest })
}

interface HandedOver {
  readonly about: About
  readonly handover: Handover
  readonly acting: Acting
  readonly isLaw: boolean
}

async function verifyHandover(
  desk: MemberDesk,
  { about, handover, acting, isLaw }: HandedOver,
): Promise<OpenedDisclosure> {
  const manifest = parseStatementUnsafe('manifest', handover.manifest)
  const { head } = headOf(manifest.payload)
  // What was asked for by id and digest is what must come.
  if (manifest.digest !== about.manifest || head.id !== about.disclosure) {
    throw new ClientError('answer-invalid', 'another disclosure came')
  }
  return openDisclosure({
    handover,
    directory: desk.directory,
    type: await desk.loadMessageType(head.type),
    policySet: await desk.loadPolicySet(parseDecision(handover.decision).policySet),
    isLaw,
    reader: acting,
    now: desk.clock(),
  })
}
