import type {
  DeliveryAlarm,
  LastTrial,
  OverdueAnswer,
  Volume,
  WaitingMessage,
} from '../audit/reconcile/delivery-alarms.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Urgency } from '../protocol/vocabulary.ts'
import type { Db } from './db.ts'

/** A place in the list of what was exchanged: the record of the release, and the receiving function. */
export interface ExchangePlace {
  readonly recorded: number
  readonly function: string
}

/** What was exchanged between two agencies, for one of them to read. */
export interface ExchangeQuery {
  readonly agency: string
  readonly other: string
  /** ms since 1970. */
  readonly from: number
  /** ms since 1970; not included. */
  readonly until: number
  readonly after?: ExchangePlace
  readonly most: number
}

/** One message from one function to another, with the signed texts that prove what became of it. */
export interface ExchangedMessage {
  readonly recorded: number
  readonly disclosure: Uuid
  readonly manifest: Digest
  readonly type: string
  readonly from: string
  readonly to: string
  /** The key of the receiving function that it is sealed to. */
  readonly kid: string
  readonly releasedAt: Time
  /** The node's receipt of delivery. */
  readonly delivered: string | null
  /** The receiving function's first open request. */
  readonly opened: string | null
  readonly isRecalled: boolean
}

interface ExchangedRow {
  readonly recorded: string
  readonly disclosure: string
  readonly manifest: string
  readonly type: string
  readonly sender: string
  readonly receiver: string
  readonly kid: string
  readonly at: Date
  readonly receipt: Uint8Array | null
  readonly opening: Uint8Array | null
  readonly is_recalled: boolean
}

/** A page of what was exchanged, in the log's order. Of what became of it, what was recorded before `until`. */
export async function listExchanged(db: Db, query: ExchangeQuery): Promise<ExchangedMessage[]> {
  const { agency, other, from, until, after, most } = query
  const rows = await db<ExchangedRow[]>`
    select *
      from facts.list_exchanged(${agency}, ${other}, ${new Date(from)}, ${new Date(until)},
             ${after?.recorded ?? -1}, ${after?.function ?? ''}, ${most})
  `
  return rows.map((row) => ({
    recorded: Number(row.recorded),
    disclosure: row.disclosure,
    manifest: row.manifest,
    type: row.type,
    from: row.sender,
    to: row.receiver,
    kid: row.kid,
    releasedAt: encodeTime(row.at.getTime()),
    delivered: row.receipt && parseUtf8(row.receipt),
    opened: row.opening && parseUtf8(row.opening),
    isRecalled: row.is_recalled,
  }))
}

/** What lies with receiving functions, sent or received by an agency, and has not been opened or not answered for. */
export async function listWaiting(db: Db, agency: string): Promise<WaitingMessage[]> {
  const rows = await db<
    {
      urgency: Urgency
      sender: string
      receiver: string
      kid: string
      at: Date
      opened_at: Date | null
      is_receipted: boolean
    }[]
  >`
    select *
      from facts.list_waiting(${agency})
  `
  return rows.map((row) => ({
    urgency: row.urgency,
    from: row.sender,
    to: row.receiver,
    kid: row.kid,
    releasedAt: encodeTime(row.at.getTime()),
    openedAt: row.opened_at && encodeTime(row.opened_at.getTime()),
    isReceipted: row.is_receipted,
  }))
}

/** What is not answered at a time (ms), sent or received by an agency, although an answer was asked for by then. */
export async function listOverdue(db: Db, agency: string, now: number): Promise<OverdueAnswer[]> {
  const rows = await db<{ sender: string; receiver: string; at: Date }[]>`
    select *
      from facts.list_overdue(${agency}, ${new Date(now)})
  `
  return rows.map(({ sender, receiver, at }) => ({
    from: sender,
    to: receiver,
    releasedAt: encodeTime(at.getTime()),
  }))
}

/** When the last trial message came to an agency's functions from each other function, since a time (ms). */
export async function listTrials(db: Db, agency: string, since: number): Promise<LastTrial[]> {
  const rows = await db<{ sender: string; receiver: string; at: Date }[]>`
    select *
      from facts.list_trials(${agency}, ${new Date(since)})
  `
  return rows.map(({ sender, receiver, at }) => ({
    from: sender,
    to: receiver,
    at: encodeTime(at.getTime()),
  }))
}

/** An agency with which something was exchanged in a day that has not been counted. */
export interface Unreconciled {
  readonly counterpart: string
  readonly messages: number
}

/** The agencies with which an agency exchanged something in a day and has not signed its count. */
export async function listUnreconciled(
  db: Db,
  agency: string,
  { day, from, until }: { readonly day: string; readonly from: number; readonly until: number },
): Promise<Unreconciled[]> {
  const rows = await db<{ counterpart: string; messages: string }[]>`
    select *
      from facts.list_unreconciled(${agency}, ${day}, ${new Date(from)}, ${new Date(until)})
  `
  return rows.map(({ counterpart, messages }) => ({ counterpart, messages: Number(messages) }))
}

/** An alarm that was raised. */
export interface RecordedAlarm extends Omit<DeliveryAlarm, 'code'> {
  readonly day: string
  readonly code: string
}

/** The alarms of an agency's deliveries since a day, on either side, in the log's order. */
export async function listDeliveryAlarms(
  db: Db,
  agency: string,
  since: string,
): Promise<RecordedAlarm[]> {
  const rows = await db<
    {
      day: string
      code: string
      sender: string
      receiver: string
      messages: number
      oldest: Date | null
    }[]
  >`
    select *
      from facts.list_delivery_alarms(${agency}, ${since})
  `
  return rows.map(({ sender, receiver, oldest, day, code, messages }) => ({
    day,
    code,
    from: sender,
    to: receiver,
    messages,
    oldest: oldest && encodeTime(oldest.getTime()),
  }))
}

/** The weekly volumes of what came to an agency's functions: in `weeks` weeks and the seven days before `at` (ms). */
export async function listVolumes(
  db: Db,
  agency: string,
  { at, weeks }: { readonly at: number; readonly weeks: number },
): Promise<Volume[]> {
  const rows = await db<{ sender: string; receiver: string; counts: number[] }[]>`
    select *
      from facts.list_volumes(${agency}, ${new Date(at)}, ${weeks})
  `
  return rows.map(({ sender, receiver, counts }) => ({ from: sender, to: receiver, counts }))
}

/** A signed count of a day. */
export interface RecordedReconciliation {
  readonly agency: string
  readonly digest: Digest
  /** The compact JWS. */
  readonly text: string
  readonly recorded: number
}

/** The newest count of a day by each of two agencies, for one of them to read. */
export async function listReconciliations(
  db: Db,
  { agency, other, day }: { readonly agency: string; readonly other: string; readonly day: string },
): Promise<RecordedReconciliation[]> {
  const rows = await db<{ agency: string; digest: string; text: Uint8Array; recorded: string }[]>`
    select *
      from facts.list_reconciliations(${agency}, ${other}, ${day})
  `
  return rows.map(({ text, recorded, ...row }) => ({
    ...row,
    text: parseUtf8(text),
    recorded: Number(recorded),
  }))
}
