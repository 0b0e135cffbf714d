import { aboutManifest } from '../../audit/record-about.ts'
import { encodeHead } from '../../protocol/head.ts'
import { parseHead } from '../../protocol/head.ts'
import { decisionJson } from '../../policy/encode-decision.ts'
import type { DecisionJson } from '../../policy/encode-decision.ts'
import type { Explanation } from '../../policy/explaining/explanation.ts'
import type { Head } from '../../protocol/statements/head.ts'
import type { Actor } from '../actor.ts'
import { checkAgreement } from '../checks/agreement.ts'
import { checkNotBarred } from '../checks/barred.ts'
import { checkMessageType } from '../checks/message-type.ts'
import { checkPolicy } from '../checks/policy.ts'
import type { DecidedPart } from '../checks/policy.ts'
import { checkReceivers } from '../checks/receivers.ts'
import { checkStanding } from '../checks/standing.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import { checkFreshness } from '../checks/freshness.ts'
import type { Note } from '../checks/freshness.ts'
import type { Gate } from '../gate.ts'

/** A disclosure that nobody has sealed or signed yet. */
export interface Preview {
  readonly actor: Actor
  readonly head: unknown
  readonly parts: readonly DecidedPart[]
  readonly noteConcern: NoteConcern
}

/** A decision ready to be told, with what could be done about a refusal, and what the sender is told besides. */
export type ExplainedDecision = DecisionJson & {
  readonly explanation: Explanation
  readonly notes: readonly Note[]
}

/**
 * The dry run: the decision that the disclosure would get now, by the very checks that a real one passes, short of what needs
 * a signature or ciphertext. Recorded as an event: who explores what the law lets through leaves a trace.
 */
export async function previewDecision(gate: Gate, preview: Preview): Promise<ExplainedDecision> {
  const head = readHead(preview.head)
  const { actor } = preview
  preview.noteConcern({ function: head.from.function, purpose: head.purpose, case: head.case })
  if (head.from.agency !== actor.agency || head.from.member !== actor.member)
    throw new GatewayError('token-of-another-member', 'the head names somebody else')
  const now = gate.clock()
  const senderNotes = checkFreshness(gate.directory.load(actor.agency), now, head)
  checkStanding(gate, actor, head.from.function, ['author'])
  await checkNotBarred(gate, actor, head.case)
  checkAgreement(gate, head, now)
  checkMessageType(gate, head, preview.parts)
  const receiverNotes = await checkReceivers(gate, head, now)
  const decided = checkPolicy(gate, head, preview.parts, now)
  const { decision, digest, explain } = decided
  await gate.writer.append({
    kind: 'event',
    event: 'decision.previewed',
    agency: actor.agency,
    actor: actor.member,
    function: head.from.function,
    purpose: head.purpose,
    ...aboutManifest(preview, head),
    policySet: decision.policySet,
    decision: digest,
    code: decision.outcome,
  })
  const notes = [...new Set([...senderNotes, ...receiverNotes, ...decided.notes])]
  return { ...decisionJson(decision), explanation: explain(), notes }
}

/** The head as its schema reads it, members in any order: nothing is signed here. */
function readHead(json: unknown): Head {
  try {
    return parseHead(encodeHead(json as Head))
  } catch (cause) {
    throw new GatewayError('request-invalid', 'the head does not match its schema', { cause })
  }
}
