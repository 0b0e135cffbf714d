import type { Appended } from '../../audit/write-item.ts'
import type { EventWithLeaf } from '../../protocol/record-events.ts'
import { isJsonObject, parseJson } from '../../protocol/json.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { parseSubmission } from '../../protocol/submission.ts'
import { loadSubmission } from '../../storage/disclosure.ts'
import type { StoredDisclosure } from '../../storage/disclosure.ts'
import { listStatementsAbout } from '../../storage/statement.ts'
import type { StatementAbout } from '../../storage/statement.ts'
import { aboutReading } from '../about-reading.ts'
import type { AboutReading } from '../about-reading.ts'
import type { Actor } from '../actor.ts'
import { listAssignments } from '../checks/standing.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { buildHandover } from '../build-handover.ts'
import { awaitOtherAgency } from '../cosigned-release.ts'
import { encodeHandover } from '../../protocol/handover.ts'
import { loadReadable } from '../readable.ts'

/** Somebody looks at a disclosure without opening it. */
export interface LookUp {
  readonly actor: Actor
  readonly id: string
  readonly noteConcern: NoteConcern
}

/**
 * Where a disclosure stands, and everything that was signed about it. Recorded: who looked at what is part of the
 * accounting for a case.
 */
export async function lookUpDisclosure(gate: Gate, lookUp: LookUp): Promise<JsonObject> {
  const found = await loadReadable(gate, lookUp)
  const statements = await listStatementsAbout(gate.db, lookUp.actor.agency, lookUp.id)
  await recordLookUp(gate, lookUp, aboutReading(found, found.reader), 'disclosure.looked-up')
  const texts = (kind: StatementAbout['kind']) =>
    statements.filter((statement) => statement.kind === kind).map(({ text }) => text)
  const decision = parseJson(found.decision.bytes)
  return {
    id: found.id,
    manifest: found.manifest,
    case: found.case,
    type: found.type,
    state: found.state,
    urgency: found.urgency,
    from: { ...found.from },
    to: found.to,
    subjects: await listSubjects(gate, lookUp, found),
    decision,
    decisionDigest: found.decision.digest,
    at: found.at,
    releasedAt: found.releasedAt ?? null,
    respondBy: found.respondBy ?? null,
    deadlines: isJsonObject(decision) ? (decision['obligations'] ?? []) : [],
    receipts: texts('receipt'),
    openRequests: texts('open-request'),
    countersignatures: texts('countersignature'),
    withdrawals: texts('withdrawal'),
    contentExpiredAt: found.expiredAt ?? null,
  }
}

/** The persons by role and protection, so that a reply protects them as well; null once the content is deleted. */
async function listSubjects(
  { db }: Gate,
  { actor, id }: LookUp,
  { expiredAt }: StoredDisclosure,
): Promise<JsonValue> {
  if (expiredAt !== undefined) return null
  const { manifest } = parseSubmission(await loadSubmission(db, actor.agency, id))
  const { head } = headOf(parseStatementUnsafe('manifest', manifest).payload)
  return head.subjects.map(({ id: subject, role, protection }) => ({
    id: subject,
    role,
    protection,
  }))
}

/**
 * What a decision-maker must see before a verdict: the held disclosure as the deciding function reads it, the sealed motive
 * among it. Throws `not-found` for anybody else, `not-held` when it no longer waits.
 */
export async function lookAtHeld(gate: Gate, lookUp: LookUp): Promise<Uint8Array> {
  const found = await loadReadable(gate, lookUp)
  const reader = decidingFunction(gate, lookUp.actor, found)
  if (found.state !== 'held') throw new GatewayError('not-held', 'it does not wait for a verdict')
  return handOut(gate, lookUp, { found, reader, event: 'held.looked-at' })
}

/**
 * What the sending function has itself sent, for who corrects or renews it. No opening: that is what receivers do, and what a withdrawal
 * comes too late for. Throws `not-found` for anybody but an author there.
 */
export async function lookAtSent(gate: Gate, lookUp: LookUp): Promise<Uint8Array> {
  const found = await loadReadable(gate, lookUp)
  const { function: sender } = found.from
  const roles = listAssignments(gate, lookUp.actor).find((one) => one.function === sender)?.roles
  if (!roles?.includes('author'))
    throw new GatewayError('not-found', 'not of this member’s function')
  return handOut(gate, lookUp, { found, reader: sender, event: 'sent.looked-at' })
}

interface HandOut {
  readonly found: StoredDisclosure
  readonly reader: string
  readonly event: EventWithLeaf<'closed'>
}

/** The content for one function of the sending side, once the record that it reads is durable and, where release is strict, witnessed. */
async function handOut(
  gate: Gate,
  lookUp: LookUp,
  { found, reader, event }: HandOut,
): Promise<Uint8Array> {
  const recorded = await recordLookUp(gate, lookUp, aboutReading(found, reader), event)
  const { payload: manifest } = parseStatementUnsafe('manifest', found.manifest)
  const { head } = headOf(manifest)
  await awaitOtherAgency(gate, { manifest, head, readers: [reader], recorded })
  const submission = await loadSubmission(gate.db, lookUp.actor.agency, lookUp.id)
  const decision = found.decision.bytes
  return encodeHandover(buildHandover({ submission, decision, reader, claim: recorded }))
}

/**
 * A reader knows somebody in the case and does not open (jäv, FL 16–18 §§). On record, so that who thinks otherwise afterwards is seen.
 * Throws `not-found` for anybody who could not have opened.
 */
export async function declareConflict(gate: Gate, lookUp: LookUp): Promise<Appended> {
  const found = await loadReadable(gate, lookUp)
  return recordLookUp(gate, lookUp, aboutReading(found, found.reader), 'conflict.declared')
}

/** The function in which this member may give a verdict: the decision function before the sending one. */
function decidingFunction(
  gate: Gate,
  actor: Actor,
  { from, decisionFunction }: StoredDisclosure,
): string {
  const roles = new Map(
    listAssignments(gate, actor).map((assignment) => [assignment.function, assignment.roles]),
  )
  for (const id of [decisionFunction, from.function])
    if (id !== undefined && roles.get(id)?.some((role) => DECIDING.has(role))) return id
  throw new GatewayError('not-found', 'not for this member to decide')
}

/** `author` for the lesser verdicts: two-person and guard-release. */
const DECIDING = new Set<string>(['decision-maker', 'author'])

/** Records that somebody looked, and tells where. */
export async function recordLookUp(
  { writer }: Gate,
  { actor, noteConcern }: LookUp,
  about: AboutReading,
  event: EventWithLeaf<'closed'>,
): Promise<Appended> {
  noteConcern({ disclosure: about.disclosure, case: about.case })
  return writer.append({
    kind: 'event',
    event,
    agency: actor.agency,
    actor: actor.member,
    ...about,
  })
}
