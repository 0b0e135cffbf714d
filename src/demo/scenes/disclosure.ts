/**
 * What happens to every disclosure of the story: it is sent, lies in an inbox, is opened, taken over, and its sender sees the
 * receipts. Each step compares what came with what must come.
 *
 * @module
 */
import assert from 'node:assert/strict'
import { listBox } from '../../cli/commands/inbox.ts'
import { sendDraft, textsOf } from '../../cli/disclose.ts'
import type { Sent } from '../../cli/disclose.ts'
import { giveReceipt, openReleased } from '../../client/disclosure-acts.ts'
import { loadKnown } from '../../client/known-disclosure.ts'
import { ClientError } from '../../client/errors.ts'
import type { OpenedDisclosure } from '../../client/open-disclosure.ts'
import type { Draft } from '../../client/draft.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { ReceiptFact } from '../../protocol/vocabulary.ts'
import type { Person } from '../person.ts'

/** A disclosure of the story: what was written and what became of it. */
export interface Disclosure {
  readonly id: string
  readonly case: string
  readonly draft: Draft
  readonly sent: Sent
}

/** Sends a draft. The acceptance is proven by the log before anything counts as sent. */
export async function send(author: Person, draft: Draft): Promise<Disclosure> {
  const sent = await sendDraft(author.session, draft)
  const { head } = sent.composed.plan
  return { id: head.id, case: head.case, draft, sent }
}

/** The disclosure as it lies in the reader's inbox, before it is opened: no content, no name. */
export async function findInInbox(
  reader: Person,
  { id }: Disclosure,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const items = await listBox(reader.session, reader.function, 'in')
  return items.find((item) => item['id'] === id)
}

/** Opens a disclosure and holds it against what was written. */
export async function openAndCompare(
  reader: Person,
  disclosure: Disclosure,
): Promise<OpenedDisclosure> {
  const { id, draft } = disclosure
  const opened = await openReleased(reader.session, id, {
    purpose: draft.purpose,
    conflictOfInterest: 'none',
  })
  assert.deepEqual(opened.differences, [])
  assert.deepEqual(opened.document, draft.document)
  assert.equal(opened.isWhole, true)
  // Why the sender thinks that the law allows it is for the sender's agency alone.
  assert.equal(opened.motives.size, 0)
  return opened
}

/** Takes responsibility: from now on a named person answers for it. */
export async function takeOver(reader: Person, { id }: Disclosure): Promise<void> {
  const { about } = await loadKnown(reader.session, id)
  await giveReceipt(reader.session, about, { what: 'taken-over' })
}

/** The receipts that the sender sees, as the receiving side signed them, with their times. */
export async function readReceipts(
  person: Person,
  { id }: Disclosure,
): Promise<ReadonlyMap<ReceiptFact | 'opened', string>> {
  const answer = await person.session.gateway.disclosure(id)
  const receipts = textsOf(answer['receipts']).map((text) => {
    const { what, at } = parseStatementUnsafe('receipt', text).payload
    return [what, at] as const
  })
  const opened = textsOf(answer['openRequests']).map((text) => {
    const { at } = parseStatementUnsafe('open-request', text).payload
    return ['opened', at] as const
  })
  return new Map([...receipts, ...opened])
}

/** What nobody told this person about must look as if it did not exist. */
export async function assertUnknown({ session }: Person, id: string): Promise<void> {
  const refusal = await refusalOf(session.gateway.disclosure(id))
  assert.equal(refusal.problem?.code, 'not-found')
}

/** The refusal that something must meet. */
export async function refusalOf(work: Promise<unknown>): Promise<ClientError> {
  try {
    await work
  } catch (error) {
    if (error instanceof ClientError) return error
    throw error
  }
  throw new assert.AssertionError({ message: 'was not refused' })
}
