import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Urgency } from '../protocol/vocabulary.ts'
import type { Db } from './db.ts'
import type { DisclosureState } from './disclosure.ts'
import { progressFromRow } from './progress.ts'
import type { Progress, ProgressRow } from './progress.ts'

/** A case that a function takes part in. */
export interface CaseSummary {
  readonly case: string
  readonly caseType: string
  /** How many messages of it the function has to do with. */
  readonly messages: number
  readonly firstAt: Time
  readonly lastAt: Time
}

/** A page, the case with the newest message first. `next` is null after the last one. */
export interface CasePage {
  readonly items: readonly CaseSummary[]
  readonly next: number | null
}

interface CaseRow {
  readonly recorded: string
  readonly case_ref: string
  readonly case_type: string
  readonly messages: string
  readonly first_at: Date
  readonly last_at: Date
}

/** Lists the cases of a function of an agency, in pages; a case that gets a message meanwhile moves to the front. */
export async function listCases(
  db: Db,
  { agency, function: id }: { readonly agency: string; readonly function: string },
  { cursor = Number.MAX_SAFE_INTEGER, limit }: { readonly cursor?: number; readonly limit: number },
): Promise<CasePage> {
  const rows = await db<CaseRow[]>`
    select *
      from facts.list_cases(${agency}, ${id}, ${cursor}, ${limit + 1})
  `
  const page = rows.slice(0, limit)
  return {
    items: page.map((row) => ({
      case: row.case_ref,
      caseType: row.case_type,
      messages: Number(row.messages),
      firstAt: encodeTime(row.first_at.getTime()),
      lastAt: encodeTime(row.last_at.getTime()),
    })),
    next: rows.length > limit ? Number(page.at(-1)!.recorded) : null,
  }
}

/** One message of a case, as the agency that reads may know of it. Nothing of what is in it. */
export interface ThreadMessage {
  readonly id: Uuid
  readonly type: string
  readonly urgency: Urgency
  /** `member` only to the member's own agency. */
  readonly from: { readonly agency: string; readonly function: string; readonly member?: Uuid }
  readonly decisionFunction?: string
  readonly to: readonly string[]
  readonly state: DisclosureState
  readonly at: Time
  readonly releasedAt?: Time
  readonly respondBy?: Time
  /** When its sealed bytes were deleted. */
  readonly expiredAt?: Time
  /** When they will be, by what is known now. */
  readonly dueAt?: Time
  /** When the sending function said that it stands in its own system. */
  readonly registeredAt?: Time
  readonly withdrawnAt?: Time
  readonly inReplyTo?: Uuid
  readonly corrects?: Uuid
  readonly supersedes?: Uuid
  /** The message that corrects or supersedes this one. */
  readonly correctedBy?: Uuid
  readonly progress: readonly Progress[]
}

/** A case with its messages, in the log's order. */
export interface Thread {
  readonly caseType: string
  readonly messages: readonly ThreadMessage[]
}

interface ThreadRow {
  readonly id: string
  readonly type: string
  readonly urgency: Urgency
  readonly agency: string
  readonly function: string
  readonly member: string | null
  readonly decision_function: string | null
  readonly receivers: string[]
  readonly state: DisclosureState
  readonly at: Date
  readonly released_at: Date | null
  readonly respond_by: Date | null
  readonly expired_at: Date | null
  readonly in_reply_to: string | null
  readonly corrects: string | null
  readonly supersedes: string | null
  readonly corrected_by: string | null
  readonly withdrawn_at: Date | null
  readonly progress: readonly ProgressRow[] | null
  readonly case_type: string
  readonly registered_at: Date | null
  readonly due_at: Date | null
}

/** Who asks for a thread, and for how many days content is kept at the most. */
export interface ThreadReader {
  readonly agency: string
  readonly functions: readonly string[]
  readonly keptDays: number
}

/** The thread of a case as these functions of an agency take part in it; undefined if they do not. */
export async function findThread(
  db: Db,
  { agency, functions, keptDays }: ThreadReader,
  caseReference: string,
): Promise<Thread | undefined> {
  const rows = await db<ThreadRow[]>`
    select *
      from facts.list_thread(${agency}, ${caseReference}, ${[...functions]}, ${keptDays})
  `
  const [first] = rows
  return first && { caseType: first.case_type, messages: rows.map(fromRow) }
}

function fromRow(row: ThreadRow): ThreadMessage {
  const { agency, function: id, member } = row
  return {
    id: row.id,
    type: row.type,
    urgency: row.urgency,
    from: { agency, function: id, ...(member !== null && { member }) },
    ...textsOf({
      decisionFunction: row.decision_function,
      inReplyTo: row.in_reply_to,
      corrects: row.corrects,
      supersedes: row.supersedes,
      correctedBy: row.corrected_by,
    }),
    to: row.receivers,
    state: row.state,
    at: encodeTime(row.at.getTime()),
    ...timesOf({
      releasedAt: row.released_at,
      respondBy: row.respond_by,
      expiredAt: row.expired_at,
      dueAt: row.due_at,
      registeredAt: row.registered_at,
      withdrawnAt: row.withdrawn_at,
    }),
    progress: progressFromRow(row.progress),
  }
}

/** Those that are there. */
function textsOf<N extends string>(
  texts: Readonly<Record<N, string | null>>,
): { readonly [K in N]?: string } {
  const found = Object.entries<string | null>(texts).filter(([, text]) => text !== null)
  return Object.fromEntries(found) as { [K in N]?: string }
}

function timesOf<N extends string>(
  times: Readonly<Record<N, Date | null>>,
): { readonly [K in N]?: Time } {
  const found = Object.entries<Date | null>(times).flatMap(([name, at]) =>
    at === null ? [] : [[name, encodeTime(at.getTime())]],
  )
  return Object.fromEntries(found) as { [K in N]?: Time }
}
