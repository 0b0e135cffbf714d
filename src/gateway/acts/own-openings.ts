import type { RecordBody } from '../../protocol/record.ts'
import { parseTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { listOwnActs, listOwnRecords } from '../../storage/openings.ts'
import type { OwnRecord } from '../../storage/openings.ts'
import { findPositionAt } from '../../storage/review.ts'
import type { Actor } from '../actor.ts'
import { checkNoneMissing, openRecord } from '../agency-records.ts'
import { listAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'

/** Events by which content was seen or left: what a member asks for under "own openings". To look at that list is none. */
const OPENINGS = [
  'disclosure.opened',
  'held.looked-at',
  'sent.looked-at',
  'disclosure.printed',
  'disclosure.copied',
  'disclosure.exported',
  'evidence.exported',
] as const
type Opening = (typeof OPENINGS)[number]

/** One time that the member saw content, or took it out. */
export interface OwnOpening {
  /** Id of the record. */
  readonly record: Uuid
  readonly at: Time
  readonly event: Opening
  readonly function: string
  readonly case: string
  readonly disclosure: Uuid
  /** Of the disclosure. */
  readonly type: string | null
  readonly purpose: string
  readonly categories: readonly string[]
}

/** What a member opened in a month (UTC), newest first. */
export interface OwnOpenings {
  /** `YYYY-MM`. */
  readonly month: string
  readonly items: readonly OwnOpening[]
  /** The first month in which the member could act: before it there is nothing. */
  readonly first: string
}

/** A calendar month in UTC, as pseudonyms change with it. */
interface Month {
  readonly name: string
  readonly from: number
  readonly to: number
}

/**
 * What the member has opened in a month, from the log's records of what he did: each is held against its leaf. Recorded before it is
 * answered. Throws `request-invalid` for a month to come, `record-commitment-mismatch` when a record was altered, and `record-missing`
 * when one of what the member signed is gone.
 */
export async function listOwnOpenings(
  gate: Gate,
  actor: Actor,
  asked: string | undefined,
): Promise<OwnOpenings> {
  listAssignments(gate, actor)
  const month = monthOf(asked ?? new Date(gate.clock()).toISOString().slice(0, 7))
  if (month.from > gate.clock()) throw new GatewayError('request-invalid', 'a month to come')
  const records = await readOwnRecords(gate, actor, month)
  const items = records.flatMap(toOpening)
  await gate.writer.append({
    kind: 'event',
    event: 'openings.listed',
    agency: actor.agency,
    actor: actor.member,
    counts: { openings: items.length },
  })
  return { month: month.name, items, first: firstMonthOf(gate, actor) }
}

interface SeenRecord {
  readonly id: Uuid
  readonly type: string | null
  readonly body: RecordBody
}

async function readOwnRecords(
  { db, recordKey }: Gate,
  { agency, member }: Actor,
  { name, from, to }: Month,
): Promise<SeenRecord[]> {
  const actor = recordKey.pseudonymOf(agency, member, new Date(from).toISOString())
  const positions = { from: await findPositionAt(db, from), to: await findPositionAt(db, to) }
  const rows = await listOwnRecords(db, { agency, actor, ...positions })
  const found = new Set(rows.map(({ position }) => position))
  // What he signed says that there must be a record. Everything else of the log is compared once an hour: see `checkRecords`.
  for (const act of await listOwnActs(db, { agency, member }, positions))
    if (!found.has(act)) await checkNoneMissing(db, act, act + 1)
  return rows
    .flatMap(seenRecord)
    .filter(
      ({ body }) => body.agency === agency && body.actor === actor && body.ts.startsWith(name),
    )
}

function seenRecord(row: OwnRecord): SeenRecord[] {
  return openRecord({ ...row, detail: null }).map(({ id, body }) => ({ id, body, type: row.type }))
}

function toOpening({ id, type, body }: SeenRecord): OwnOpening[] {
  const { ev, ts, purpose, disclosure, parts } = body
  if (!isOpening(ev) || body.function === undefined || body.case === undefined) return []
  if (purpose === undefined || disclosure === undefined) return []
  const categories = [...new Set((parts ?? []).map(({ category }) => category))]
  return [
    {
      record: id,
      at: ts,
      event: ev,
      function: body.function,
      case: body.case,
      disclosure,
      type,
      purpose,
      categories,
    },
  ]
}

function isOpening(event: string): event is Opening {
  return (OPENINGS as readonly string[]).includes(event)
}

function monthOf(name: string): Month {
  const [year, month] = name.split('-').map(Number) as [number, number]
  return { name, from: Date.UTC(year, month - 1), to: Date.UTC(year, month) }
}

function firstMonthOf({ directory }: Gate, { agency, member }: Actor): string {
  const own = [...(directory.find(agency)?.credentials.values() ?? [])].filter(
    ({ payload }) => payload.member === member,
  )
  const begun = Math.min(...own.map(({ payload }) => parseTime(payload.issuedAt)))
  return new Date(begun).toISOString().slice(0, 7)
}
