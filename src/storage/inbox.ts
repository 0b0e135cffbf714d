import type { Box } from '../protocol/box.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Urgency } from '../protocol/vocabulary.ts'
import type { Db } from './db.ts'
import type { DisclosureState } from './disclosure.ts'

/** Which page of which box. */
export interface InboxQuery {
  readonly agency: string
  readonly function: string
  readonly box: Box
  /** `next` of the page before; absent for the first. */
  readonly cursor?: number
  readonly limit: number
}

/** One line of a box. */
export interface InboxItem {
  readonly id: Uuid
  readonly case: string
  readonly type: string
  readonly urgency: Urgency
  readonly from: { readonly agency: string; readonly function: string }
  readonly to: readonly string[]
  readonly state: DisclosureState
  readonly at: Time
  readonly releasedAt?: Time
  readonly respondBy?: Time
  /** Member who has taken it over. */
  readonly owner?: Uuid
}

/** A page, newest first. `next` is null after the last one. */
export interface InboxPage {
  readonly items: readonly InboxItem[]
  readonly next: number | null
}

interface InboxRow {
  readonly recorded: string
  readonly id: string
  readonly case_ref: string
  readonly type: string
  readonly urgency: Urgency
  readonly agency: string
  readonly function: string
  readonly receivers: string[]
  readonly state: InboxItem['state']
  readonly at: Date
  readonly released_at: Date | null
  readonly respond_by: Date | null
  readonly owner: string | null
}

/** Lists a box in pages that stay put: the cursor is a place in the log, so nothing is skipped or shown twice. */
export async function listInbox(db: Db, query: InboxQuery): Promise<InboxPage> {
  const { agency, box, cursor = Number.MAX_SAFE_INTEGER, limit } = query
  const rows = await db<InboxRow[]>`
    select *
      from facts.list_inbox(${agency}, ${query.function}, ${box}, ${cursor}, ${limit + 1})
  `
  const page = rows.slice(0, limit)
  return {
    items: page.map(fromRow),
    next: rows.length > limit ? Number(page.at(-1)!.recorded) : null,
  }
}

function fromRow(row: InboxRow): InboxItem {
  return {
    id: row.id,
    case: row.case_ref,
    type: row.type,
    urgency: row.urgency,
    from: { agency: row.agency, function: row.function },
    to: row.receivers,
    state: row.state,
    at: encodeTime(row.at.getTime()),
    ...(row.released_at && { releasedAt: encodeTime(row.released_at.getTime()) }),
    ...(row.respond_by && { respondBy: encodeTime(row.respond_by.getTime()) }),
    ...(row.owner !== null && { owner: row.owner }),
  }
}
