import { headOf } from '../../protocol/head.ts'
import type { Statement } from '../../protocol/statement.ts'
import type { Submission } from '../../protocol/submission.ts'
import { checkAgreement } from '../checks/agreement.ts'
import { checkAuthority } from '../checks/authority.ts'
import { checkClock } from '../checks/clock.ts'
import { checkContents } from '../checks/contents.ts'
import { checkMessageType } from '../checks/message-type.ts'
import { checkPolicy } from '../checks/policy.ts'
import type { Decided } from '../checks/policy.ts'
import { checkReceivers } from '../checks/receivers.ts'
import type { Note } from '../checks/freshness.ts'
import type { Gate } from '../gate.ts'

/** What the checks from the credential on prove of a disclosure. */
export interface Checked {
  readonly decided: Decided
  readonly notes: readonly Note[]
  readonly now: number
}

/**
 * The checks that what holds today must pass: when a disclosure comes in, and all again when a held one is released. Only
 * then may its signed time lie back.
 */
export async function checkDisclosure(
  gate: Gate,
  manifest: Statement<'manifest'>,
  submission: Submission,
  moment: 'submission' | 'release',
): Promise<Checked> {
  const { head } = headOf(manifest.payload)
  const now = gate.clock()
  const state = gate.directory.load(head.from.agency)
  const senderNotes = checkAuthority(manifest, state, { now, about: head })
  if (moment === 'submission') checkClock(manifest, now)
  checkAgreement(gate, head, now)
  checkMessageType(gate, head, manifest.payload.parts)
  const receiverNotes = await checkReceivers(gate, head, now)
  checkContents(gate, manifest.payload, submission, now)
  const decided = checkPolicy(gate, head, manifest.payload.parts, now)
  const notes = [...new Set([...senderNotes, ...receiverNotes, ...decided.notes])]
  return { decided, notes, now }
}
