/**
 * The daily trial message: sent, opened, checked and answered for by the same steps as a real one, between two functions in
 * which nobody works. Whatever breaks the way for real messages breaks it for this one too, the day it breaks.
 *
 * @module
 */
import type { Draft } from '../client/draft.ts'
import { loadAgency } from '../client/directory.ts'
import { ClientError } from '../client/errors.ts'
import { findMember } from '../protocol/agency-member.ts'
import { swedishDay } from '../policy/swedish-day.ts'
import { isJsonObject } from '../protocol/json.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { sendDraft } from './disclose.ts'
import { listBox } from './commands/inbox.ts'
import { aboutOf, giveReceipt, openReleased } from '../client/disclosure-acts.ts'
import type { Session } from './session.ts'

/** The message type that marks a trial: it is in no inbox that a person reads, and in no volume that is watched. */
export const TRIAL = 'synthetic'

/** Sends today's trial message to a function of another agency. */
export async function sendTrial(session: Session, to: string, from?: string): Promise<Uuid> {
  const day = swedishDay(encodeTime(session.context.clock()))
  const draft: Draft = {
    type: TRIAL,
    document: { day },
    to: [to],
    purpose: 'technical',
    urgency: 'normal',
    // What the law wants answered where the purpose is technical.
    facts: { accessRequest: 'no', compilesPersons: false },
    protection: { s1: 'none' },
    ...(from !== undefined && { from }),
  }
  const { composed, state } = await sendDraft(session, draft)
  if (state !== 'released') throw new ClientError('answer-invalid', 'the trial was not released')
  return composed.plan.head.id
}

/** What came of one trial message on the receiving side. */
export interface ReceivedTrial {
  readonly id: Uuid
  /** The day that it says, in the clear only here: that it reads proves key, seal, commitment and decision. */
  readonly day: string
  readonly isWhole: boolean
}

/** The functions in which the member may open what comes. */
function readingFunctions({ directory, agency, keys }: Session): readonly string[] {
  const member = findMember(loadAgency(directory, agency), keys.signing.kid)
  const assignments = member?.payload.assignments ?? []
  return assignments.filter(({ roles }) => roles.includes('reader')).map((one) => one.function)
}

/** Throws `credential-unsuitable` for a member who could open no trial message: silence would look like one that never came. */
export function checkReceives(session: Session): void {
  if (readingFunctions(session).length === 0)
    throw new ClientError('credential-unsuitable', 'the member reads in no function')
}

/** Opens and registers every trial message that lies unopened with the machine's functions. */
export async function receiveTrials(session: Session): Promise<ReceivedTrial[]> {
  const received: ReceivedTrial[] = []
  for (const id of await listWaiting(session)) {
    const opened = await openReleased(session, id, {
      purpose: 'technical',
      conflictOfInterest: 'none',
    })
    const { document, differences } = opened
    const day = isJsonObject(document) ? document['day'] : undefined
    if (typeof day !== 'string') throw new ClientError('answer-invalid', 'the trial is not one')
    await giveReceipt(session, aboutOf(opened), { what: 'taken-over' })
    await giveReceipt(session, aboutOf(opened), { what: 'registered' })
    received.push({ id, day, isWhole: opened.isWhole && differences.length === 0 })
  }
  return received
}

/** Trial messages that nobody has taken over yet. */
async function listWaiting(session: Session): Promise<Uuid[]> {
  const waiting: Uuid[] = []
  for (const id of readingFunctions(session)) {
    for (const item of await listBox(session, id, 'in'))
      if (item['type'] === TRIAL && item['state'] === 'released' && item['owner'] === undefined)
        waiting.push(String(item['id']))
  }
  return waiting
}
