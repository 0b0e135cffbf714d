/**
 * Replies that were held. A reply that is released at once is receipted as the answer in the same command; one that waits for
 * a second person is released when its author is not there, so it is remembered here until the receipt is given.
 *
 * @module
 */
import type { Directory } from '../client/directory.ts'
import { findSteps } from '../client/proven-steps.ts'
import type { JsonObject } from '../protocol/json.ts'
import { textsOf } from './disclose.ts'
import type { HeldAnswer, MemberSettings } from './member-settings.ts'
import type { Session } from './session.ts'
import type { Terminal } from './terminal.ts'

/** A reply that still has no receipt, and what became of it: `held`, `released`, `refused` or `withdrawn`. */
export interface Reminder extends HeldAnswer {
  readonly state: string
}

/** Remembers a reply that is held. */
export async function rememberAnswer(session: Session, answer: HeldAnswer): Promise<void> {
  const member = await loadMember(session)
  await save(session, member, [...(member.heldAnswers ?? []), answer])
}

/** The replies whose question is not receipted as answered yet. Those that are, are forgotten. */
export async function listReminders(session: Session): Promise<Reminder[]> {
  const member = await loadMember(session)
  const remembered = member.heldAnswers ?? []
  const left: Reminder[] = []
  for (const one of remembered) {
    const question = await session.gateway.disclosure(one.inReplyTo)
    if (isAnswered(question, { id: one.inReplyTo, directory: session.directory }, member)) continue
    const { state } = await session.gateway.disclosure(one.answer)
    left.push({ ...one, state: String(state) })
  }
  if (left.length < remembered.length) {
    await save(
      session,
      member,
      left.map(({ answer, inReplyTo }) => ({ answer, inReplyTo })),
    )
  }
  return left
}

/** Says what is left to do about each. */
export function warnReminders(reminders: readonly Reminder[], terminal: Terminal): void {
  for (const { answer, inReplyTo, state } of reminders) {
    if (state === 'held') {
      terminal.note({
        sv: `Ditt svar ${answer} väntar på en andra person.`,
        en: `Your reply ${answer} waits for a second person.`,
      })
    } else if (state === 'released') {
      terminal.warn({
        sv: `Ditt svar ${answer} är utlämnat men inte kvitterat. Kör: ${receiptCommand(inReplyTo, answer)}`,
        en: `Your reply ${answer} is released but has no receipt. Run: ${receiptCommand(inReplyTo, answer)}`,
      })
    } else {
      terminal.warn({
        sv: `Ditt svar ${answer} lämnades inte ut (${state}). ${inReplyTo} är obesvarat.`,
        en: `Your reply ${answer} was not released (${state}). ${inReplyTo} is unanswered.`,
      })
    }
  }
}

/** The command line that says that a disclosure is answered. */
export function receiptCommand(inReplyTo: string, answer: string): string {
  return `sluss receipt ${inReplyTo} --what answered --answer ${answer}`
}

/** Whether one of the member's functions has signed that it is answered. */
function isAnswered(
  disclosure: JsonObject,
  { id, directory }: { readonly id: string; readonly directory: Directory },
  { functions }: MemberSettings,
): boolean {
  const texts = { openRequests: [], receipts: textsOf(disclosure['receipts']) }
  return findSteps(texts, { id }, directory).some(
    ({ step, function: of }) => step === 'answered' && functions.includes(of),
  )
}

/** As it is now: a session holds what it was when it was opened. */
function loadMember({ folder, member }: Session): Promise<MemberSettings> {
  return folder.loadMember(member.slug)
}

async function save(
  { folder }: Session,
  member: MemberSettings,
  heldAnswers: readonly HeldAnswer[],
): Promise<void> {
  await folder.saveMember({ ...member, heldAnswers })
}
