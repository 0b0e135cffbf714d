import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
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

/** A delivery that nobody of the receiving function has opened. */
export interface UnopenedMessage {
  readonly disclosure: Uuid
  readonly manifest: Digest
  readonly type: string
  readonly urgency: string
  readonly from: string
  readonly to: string
  readonly kid: string
  readonly releasedAt: Time
  readonly respondBy: Time | null
}

/** Everything that lies unopened with an agency's functions, oldest first; not what was taken back or deleted. */
export async function listUnopened(db: Db, agency: string): Promise<UnopenedMessage[]> {
  const rows = await db<
    (Omit<UnopenedMessage, 'from' | 'to' | 'releasedAt' | 'respondBy'> & {
      readonly sender: string
      readonly receiver: string
      readonly at: Date
      readonly respond_by: Date | null
    })[]
  >`
    select *
      from facts.list_unopened(${agency})
  `
  return rows.map(({ sender, receiver, at, respond_by: respondBy, ...row }) => ({
    ...row,
    from: sender,
    to: receiver,
    releasedAt: encodeTime(at.getTime()),
    respondBy: respondBy && encodeTime(respondBy.getTime()),
  }))
}

/** How many messages came from one function to another in each week, oldest first; the last seven days are last. */
export interface WeeklyVolume {
  readonly from: string
  readonly to: string
  readonly counts: readonly number[]
}

/** The weekly volumes of what came to an agency's functions: in `weeks` weeks and the seven days before `at` (ms). */
export async function listVolumes(
  db: Db,
  agency: string,
  { at, weeks }: { readonly at: number; readonly weeks: number },
): Promise<WeeklyVolume[]> {
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
