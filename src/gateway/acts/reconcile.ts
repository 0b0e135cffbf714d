import type { Appended } from '../../audit/write-item.ts'
import { comparePairs, unbalancedPairs } from '../../protocol/reconciliation.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Reconciliation } from '../../protocol/statements/reconciliation.ts'
import type { MemberRole } from '../../protocol/vocabulary.ts'
import {
  listDeliveryAlarms,
  listExchanged,
  listReconciliations,
} from '../../storage/reconciliation.ts'
import type { ExchangePlace, ExchangedMessage } from '../../storage/reconciliation.ts'
import type { RecordedAlarm, RecordedReconciliation } from '../../storage/reconciliation.ts'
import type { Actor } from '../actor.ts'
import { checkRole } from '../checks/standing.ts'
import { checkSignature } from '../checks/signature.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { stored } from '../stored.ts'
import { swedishDaySpan } from '../../policy/swedish-midnight.ts'
import type { DaySpan } from '../../policy/swedish-midnight.ts'
import { checkAct } from './member-act.ts'

/** A page of what two agencies exchanged in a day, as one of them asks for it. */
export interface ExchangeRequest {
  readonly actor: Actor
  /** Calendar day in Sweden. */
  readonly day: string
  readonly with: string
  readonly cursor?: ExchangePlace
}

/** What one side counts from, and what either side has signed so far. */
export interface ExchangePage {
  readonly messages: readonly ExchangedMessage[]
  /** Null: there is no more. */
  readonly next: ExchangePlace | null
  readonly statements: readonly RecordedReconciliation[]
}

/** Messages in one page: each with two signed texts of about a kilobyte. */
const PAGE = 500

/** Who reconciles: the registrar's work, and the compliance officer's. */
const ROLES: readonly MemberRole[] = ['registrar', 'compliance']

/**
 * What the member's agency exchanged with another one in a day, so far or all of it, with the texts that prove what became of each
 * message: number, functions and digests, and nothing of what is in it. Recorded. Throws `day-not-over` of a day to come.
 */
export async function listExchange(gate: Gate, request: ExchangeRequest): Promise<ExchangePage> {
  const { actor, day, cursor } = request
  checkRole(gate, actor, ROLES)
  const span = checkDay(gate, day, 'begun')
  verifyOther(gate, actor.agency, request.with)
  const between = { agency: actor.agency, other: request.with }
  const found = await listExchanged(gate.db, {
    ...between,
    ...span,
    most: PAGE + 1,
    ...(cursor !== undefined && { after: cursor }),
  })
  const messages = found.slice(0, PAGE)
  const last = messages.at(-1)
  await gate.writer.append({
    kind: 'event',
    event: 'reconciliation.read',
    agency: actor.agency,
    actor: actor.member,
    counts: { messages: messages.length },
  })
  return {
    messages,
    next: found.length > PAGE && last ? { recorded: last.recorded, function: last.to } : null,
    statements: await listReconciliations(gate.db, { ...between, day }),
  }
}

/**
 * The alarms about deliveries to and from the member's agency since a day, in the log's order. Recorded. They are raised by
 * the node when it looks; see `delivery-watch.ts`.
 */
export async function listAlarms(
  gate: Gate,
  { actor, since }: { readonly actor: Actor; readonly since: string },
): Promise<readonly RecordedAlarm[]> {
  checkRole(gate, actor, ROLES)
  const alarms = await listDeliveryAlarms(gate.db, actor.agency, since)
  await gate.writer.append({
    kind: 'event',
    event: 'reconciliation.read',
    agency: actor.agency,
    actor: actor.member,
    counts: { alarms: alarms.length },
  })
  return alarms
}

/** A signed count as it comes in. */
export interface ReconciliationRequest {
  readonly actor: Actor
  readonly body: unknown
  readonly noteConcern: NoteConcern
}

/**
 * Records one side's count of a day that is over, and holds it against the other's: where they differ, or do not add up, the
 * alarm is raised at once. Throws `day-not-over`.
 */
export async function recordReconciliation(
  gate: Gate,
  { actor, body, noteConcern }: ReconciliationRequest,
): Promise<Appended> {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  const statement = parseStatementUnsafe('reconciliation', body)
  const { payload } = statement
  noteConcern({ statement: statement.digest, function: payload.function })
  await checkSignature(gate, actor, statement)
  await checkAct(gate, statement, { type: statement.kind })
  checkDay(gate, payload.day, 'over')
  verifyOther(gate, actor.agency, payload.with)
  const appended = await gate.writer.append({
    kind: 'reconciliation',
    statement: stored(statement),
  })
  await raiseDifferences(gate, payload)
  return appended
}

function checkDay({ clock }: Gate, day: string, must: 'begun' | 'over'): DaySpan {
  const span = swedishDaySpan(day)
  if (clock() < (must === 'over' ? span.until : span.from))
    throw new GatewayError('day-not-over', 'the day is not over yet')
  return span
}

function verifyOther({ directory }: Gate, agency: string, other: string): void {
  if (other === agency || directory.find(other)?.state === undefined)
    throw new GatewayError('not-found', 'no such other agency')
}

async function raiseDifferences(gate: Gate, counted: Reconciliation): Promise<void> {
  const { agency, with: other, day, pairs } = counted
  if (unbalancedPairs(pairs).length > 0) gate.alarm.reconciliation('counts-unbalanced', counted)
  const all = await listReconciliations(gate.db, { agency, other, day })
  const theirs = all.find((one) => one.agency === other)
  if (theirs === undefined) return
  const { payload } = parseStatementUnsafe('reconciliation', theirs.text)
  if (comparePairs(pairs, payload.pairs).length > 0)
    gate.alarm.reconciliation('counts-differ', counted)
}
