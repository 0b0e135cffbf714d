import type { Appended } from '../../audit/write-item.ts'
import { verifyCountersignature } from '../../protocol/about-disclosure.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Statement } from '../../protocol/statement.ts'
import { parseSubmission } from '../../protocol/submission.ts'
import { parseTime } from '../../protocol/time.ts'
import type { Verdict } from '../../protocol/vocabulary.ts'
import type { Decision } from '../../policy/decision.ts'
import { loadSubmission } from '../../storage/disclosure.ts'
import { listStatementsAbout } from '../../storage/statement.ts'
import { denialCode } from '../checks/policy.ts'
import type { Decided } from '../checks/policy.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { listNeeds, remainingNeeds } from '../../policy/needs.ts'
import type { Need } from '../../policy/needs.ts'
import { readDecision } from '../read-decision.ts'
import { recordOverride } from '../override.ts'
import { loadReadable } from '../readable.ts'
import { stored } from '../stored.ts'
import { checkDisclosure } from './check-disclosure.ts'
import type { ActRequest } from './member-act.ts'
import { checkAct, readAct } from './member-act.ts'

/** What a countersignature came to. */
export interface Countersigned {
  readonly state: 'held' | 'released' | 'refused'
  readonly needs: readonly Need[]
  readonly appended: Appended
}

/**
 * Records a second member's verdict on a held disclosure, and releases it when nothing more is needed: then all checks and
 * the policy run again, as of now, and the decision must still be the one that was countersigned.
 */
export async function countersign(gate: Gate, request: ActRequest): Promise<Countersigned> {
  const statement = await readAct(gate, 'countersignature', request)
  const disclosure = await loadReadable(gate, request)
  const manifest = parseStatementUnsafe('manifest', disclosure.manifest)
  const decision = readDecision(disclosure.decision.bytes)
  verifyCountersignature(statement, {
    manifest,
    decision: disclosure.decision.digest,
    policySet: decision.policySet,
    at: gate.clock(),
  })
  await checkAct(gate, statement, statement.payload.at, headOf(manifest.payload).head)
  if (disclosure.state !== 'held')
    throw new GatewayError('already-decided', 'released or refused before')
  const { verdict } = statement.payload
  if (verdict === 'refuse') return record(gate, statement, 'refused', [])
  const verdicts = [...(await listStandingVerdicts(gate, request)), verdict]
  const needs = remainingNeeds(listNeeds(decision, headOf(manifest.payload).head), verdicts)
  if (needs.length > 0) return record(gate, statement, 'held', needs)
  return release(gate, request, { statement, manifest, decision, verdicts })
}

/** The verdicts given before that still hold: one that has run out is no second look of today. */
async function listStandingVerdicts(
  gate: Gate,
  { actor, id }: ActRequest,
): Promise<readonly Verdict[]> {
  const now = gate.clock()
  const given = await listStatementsAbout(gate.db, actor.agency, id)
  return given.flatMap(({ kind, text }) => {
    if (kind !== 'countersignature') return []
    const { verdict, expiresAt } = parseStatementUnsafe(kind, text).payload
    return now < parseTime(expiresAt) ? [verdict] : []
  })
}

/** A held disclosure whose last needed verdict this is. */
interface Approved {
  readonly statement: Statement<'countersignature'>
  readonly manifest: Statement<'manifest'>
  /** The decision that was read and signed. */
  readonly decision: Decision
  /** All that stand, this one among them. */
  readonly verdicts: readonly Verdict[]
}

async function release(
  gate: Gate,
  request: ActRequest,
  approved: Approved,
): Promise<Countersigned> {
  const { statement, manifest } = approved
  const bytes = await loadSubmission(gate.db, request.actor.agency, request.id)
  const submission = parseSubmission(bytes)
  const { decided, notes, now } = await checkDisclosure(gate, manifest, submission, 'release')
  checkUnchanged(approved, decided)
  await recordOverride(gate, request.actor, notes, { disclosure: request.id })
  const appended = await gate.writer.append({
    kind: 'countersignature',
    statement: stored(statement),
    releases: true,
    decision: { digest: decided.digest, bytes: decided.bytes },
    delivered: gate.signDelivered(manifest, now),
  })
  return { state: 'released', needs: [], appended }
}

async function record(
  gate: Gate,
  statement: Statement<'countersignature'>,
  state: 'held' | 'refused',
  needs: readonly Need[],
): Promise<Countersigned> {
  const appended = await gate.writer.append({
    kind: 'countersignature',
    statement: stored(statement),
    releases: false,
    decision: null,
    delivered: [],
  })
  return { state, needs, appended }
}

/**
 * The decision made again may differ in its time alone, and must ask for no verdict that is not there. Throws the code of a
 * denial, or `decision-changed` when something else decides now than what was read and signed.
 */
function checkUnchanged(
  { decision: signed, manifest, verdicts }: Approved,
  { decision }: Decided,
): void {
  if (decision.outcome === 'deny')
    throw new GatewayError(denialCode(decision), 'no longer permitted', { decision })
  const substance = ({ outcome, parts }: Decision) => JSON.stringify({ outcome, parts })
  const needs = remainingNeeds(listNeeds(decision, headOf(manifest.payload).head), verdicts)
  if (needs.length > 0 || substance(signed) !== substance(decision))
    throw new GatewayError('decision-changed', 'the decision has changed', { decision })
}
