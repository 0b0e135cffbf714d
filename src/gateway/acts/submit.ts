import { AuditError } from '../../audit/errors.ts'
import { headOf } from '../../protocol/head.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Statement } from '../../protocol/statement.ts'
import type { Actor } from '../actor.ts'
import { encodeAnswer } from './answer.ts'
import { checkDisclosure } from './check-disclosure.ts'
import type { Checked } from './check-disclosure.ts'
import { checkNotBarred } from '../checks/barred.ts'
import { findGivenAnswer } from '../checks/given-answer.ts'
import { denialCode, storedDecision } from '../checks/policy.ts'
import { checkSignature } from '../checks/signature.ts'
import { checkSyntax } from '../checks/syntax.ts'
import type { Concern, NoteConcern } from '../concern.ts'
import { recordOverride } from '../override.ts'
import { decideAgain } from '../decide-again.ts'
import type { Gate } from '../gate.ts'
import { listNeeds } from '../../policy/needs.ts'
import { stored } from '../stored.ts'

/** One attempt to disclose. */
export interface Attempt {
  readonly actor: Actor
  readonly body: unknown
  /** Throws `rate-limited`. */
  readonly checkRate: () => Promise<void>
  /** Told what the attempt is about, for the record of a refusal. */
  readonly noteConcern: NoteConcern
}

/** The answer to an accepted disclosure: 201 the first time, 200 when it is told again. */
export interface SubmitAnswer {
  readonly status: 200 | 201
  /** JSON text. */
  readonly body: string
}

/**
 * Takes a disclosure in: checks it in the order below, decides, records, and only then answers. A denial is recorded too,
 * and throws one of `DENIAL_CODES` with the decision.
 */
export async function submitDisclosure(gate: Gate, attempt: Attempt): Promise<SubmitAnswer> {
  const submission = checkSyntax(attempt.body)
  const manifest = parseStatementUnsafe('manifest', submission.manifest)
  await checkSignature(gate, attempt.actor, manifest)
  attempt.noteConcern(concernOf(manifest))
  const given = await findGivenAnswer(gate, attempt.actor, manifest)
  if (given !== undefined) return { status: 200, body: encodeAnswer(given) }
  await attempt.checkRate()
  await checkNotBarred(gate, attempt.actor, headOf(manifest.payload).head.case)
  return decideAgain(gate, async () => {
    const checked = await checkDisclosure(gate, manifest, submission, 'submission')
    return recordDisclosure(gate, attempt, { manifest, ...checked })
  })
}

async function recordDisclosure(
  gate: Gate,
  attempt: Attempt,
  { manifest, decided, notes, now }: Checked & { readonly manifest: Statement<'manifest'> },
): Promise<SubmitAnswer> {
  const { head } = headOf(manifest.payload)
  const needs = listNeeds(decided.decision, head)
  const isDenied = decided.decision.outcome === 'deny'
  const outcome = isDenied ? 'denied' : needs.length > 0 ? 'held' : 'released'
  const body: JsonObject = {
    id: head.id,
    manifest: manifest.digest,
    state: outcome,
    ...(isDenied ? { code: denialCode(decided.decision) } : { needs }),
    ...(isDenied ? { explanation: decided.explain() as unknown as JsonObject } : {}),
    notes,
  }
  const status = isDenied ? 403 : 201
  const item = {
    kind: 'disclosure',
    outcome,
    manifest: stored(manifest),
    head,
    decision: storedDecision(decided),
    submission: isDenied ? null : (attempt.body as Uint8Array),
    answer: { status, body },
    delivered: outcome === 'released' ? gate.signDelivered(manifest, now) : [],
    ...(isDenied ? { code: denialCode(decided.decision) } : {}),
  } as const
  try {
    await recordOverride(gate, attempt.actor, notes, concernOf(manifest))
    const appended = await gate.writer.append(item)
    return { status: 201, body: encodeAnswer({ status, body, decision: decided.bytes, appended }) }
  } catch (error) {
    // The same disclosure was sent twice at once, and the other one was first.
    if (!(error instanceof AuditError) || error.code !== 'id-spent') throw error
    const given = await findGivenAnswer(gate, attempt.actor, manifest)
    if (given === undefined) throw error
    return { status: 200, body: encodeAnswer(given) }
  }
}

function concernOf(manifest: Statement<'manifest'>): Concern {
  const { head } = headOf(manifest.payload)
  return {
    function: head.from.function,
    purpose: head.purpose,
    case: head.case,
    disclosure: head.id,
    manifest: manifest.digest,
    policySet: head.policySet,
  }
}
