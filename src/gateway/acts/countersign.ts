import { AuditError } from '../../audit/errors.ts'
import { aboutManifest } from '../../audit/record-about.ts'
import type { Appended } from '../../audit/write-item.ts'
import { verifyCountersignature } from '../../protocol/about-disclosure.ts'
import { headOf } from '../../protocol/head.ts'
import { parseDecision } from '../../policy/encode-decision.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { standingAt } from '../../protocol/statement-standing.ts'
import type { Statement } from '../../protocol/statement.ts'
import { parseSubmission } from '../../protocol/submission.ts'
import type { Verdict } from '../../protocol/vocabulary.ts'
import type { Decision } from '../../policy/decision.ts'
import { loadSubmission } from '../../storage/disclosure.ts'
import { listStatementsAbout } from '../../storage/statement.ts'
import { denialCode, storedDecision } from '../checks/policy.ts'
import type { Decided } from '../checks/policy.ts'
import { GatewayError } from '../errors.ts'
import { decideAgain } from '../decide-again.ts'
import type { Gate } from '../gate.ts'
import { listNeeds, remainingNeeds } from '../../policy/needs.ts'
import type { Need } from '../../policy/needs.ts'
import { substanceOf } from '../../policy/substance.ts'
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
  const decision = parseDecision(disclosure.decision.bytes)
  verifyCountersignature(statement, {
    manifest,
    decision: disclosure.decision.digest,
    policySet: decision.policySet,
    at: gate.clock(),
  })
  await checkAct(gate, statement, headOf(manifest.payload).head)
  if (disclosure.state !== 'held')
    throw new GatewayError('already-decided', 'released or refused before')
  for (;;) {
    const given = await listGiven(gate, request, statement)
    try {
      const weighed = { statement, manifest, decision, ...given }
      return await decideAgain(gate, () => conclude(gate, request, weighed))
    } catch (error) {
      // Another verdict was recorded meanwhile, perhaps the one that this one completes. Each round has seen one more.
      if (!(error instanceof AuditError) || error.code !== 'verdicts-changed') throw error
    }
  }
}

/** The verdicts on a disclosure, as far as they are recorded. */
interface Given {
  /** How many there are. */
  readonly known: number
  /** Those that still hold, the new one among them: one that has run out is no second look of today. */
  readonly verdicts: readonly Verdict[]
}

/** A verdict on a held disclosure, beside the others. */
interface Weighed extends Given {
  readonly statement: Statement<'countersignature'>
  readonly manifest: Statement<'manifest'>
  /** The decision that was read and signed. */
  readonly decision: Decision
}

async function listGiven(
  gate: Gate,
  { actor, id }: ActRequest,
  { payload }: Statement<'countersignature'>,
): Promise<Given> {
  const now = gate.clock()
  const about = await listStatementsAbout(gate.db, actor.agency, id)
  const given = about.flatMap(({ kind, text }) =>
    kind === 'countersignature' ? [parseStatementUnsafe(kind, text).payload] : [],
  )
  const standing = given.filter((other) => standingAt('countersignature', other, now) !== 'ended')
  return { known: given.length, verdicts: [...standing, payload].map(({ verdict }) => verdict) }
}

async function conclude(gate: Gate, request: ActRequest, weighed: Weighed): Promise<Countersigned> {
  const { statement, manifest, decision, verdicts } = weighed
  if (statement.payload.verdict === 'refuse') return record(gate, weighed, 'refused', [])
  const needs = remainingNeeds(listNeeds(decision, headOf(manifest.payload).head), verdicts)
  return needs.length > 0 ? record(gate, weighed, 'held', needs) : release(gate, request, weighed)
}

async function release(gate: Gate, request: ActRequest, weighed: Weighed): Promise<Countersigned> {
  const { statement, manifest, known } = weighed
  const bytes = await loadSubmission(gate.db, request.actor.agency, request.id)
  const submission = parseSubmission(bytes)
  const { decided, notes, now } = await checkDisclosure(gate, manifest, submission, 'release')
  checkUnchanged(weighed, decided)
  await recordOverride(gate, request.actor, notes, { disclosure: request.id })
  const appended = await gate.writer.append({
    kind: 'countersignature',
    statement: stored(statement),
    releases: true,
    known,
    decision: storedDecision(decided),
    delivered: gate.signDelivered(manifest, now),
    about: aboutManifest(manifest.payload, headOf(manifest.payload).head),
  })
  return { state: 'released', needs: [], appended }
}

async function record(
  gate: Gate,
  { statement, manifest, known }: Weighed,
  state: 'held' | 'refused',
  needs: readonly Need[],
): Promise<Countersigned> {
  const appended = await gate.writer.append({
    kind: 'countersignature',
    statement: stored(statement),
    releases: false,
    known,
    decision: null,
    delivered: [],
    about: aboutManifest(manifest.payload, headOf(manifest.payload).head),
  })
  return { state, needs, appended }
}

/**
 * The decision made again may differ in its time alone, and must ask for no verdict that is not there. Throws the code of a
 * denial, or `decision-changed` when something else decides now than what was read and signed.
 */
function checkUnchanged(
  { decision: signed, manifest, verdicts }: Weighed,
  { decision }: Decided,
): void {
  if (decision.outcome === 'deny')
    throw new GatewayError(denialCode(decision), 'no longer permitted', { decision })
  const needs = remainingNeeds(listNeeds(decision, headOf(manifest.payload).head), verdicts)
  if (needs.length > 0 || substanceOf(signed) !== substanceOf(decision))
    throw new GatewayError('decision-changed', 'the decision has changed', { decision })
}
