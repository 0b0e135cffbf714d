import { classOf, findHits } from '../../audit/review/find-hits.ts'
import type { Hit } from '../../audit/review/find-hits.ts'
import { dueBy, stateAfter } from '../../audit/review/due.ts'
import type { ReviewState } from '../../audit/review/due.ts'
import { Relations } from '../../audit/review/relations.ts'
import { timeOf } from '../../audit/review/reviewed-record.ts'
import { swedishOffset } from '../../policy/swedish-day.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { REVIEW_REASONS } from '../../protocol/review.ts'
import type { RecordBody } from '../../protocol/record.ts'
import type { ReviewReason } from '../../protocol/review.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { listSamples } from '../../storage/oversight.ts'
import { listRelations } from '../../storage/relation.ts'
import { findPositionAt, listVerdicts } from '../../storage/review.ts'
import type { Actor } from '../actor.ts'
import { readRecords } from '../agency-records.ts'
import type { Gate } from '../gate.ts'
import { Pseudonyms, checkOfficer, listHandedOver, reviewerOfOfficers } from '../reviewers.ts'

/** One record that waits for an officer: codes and pseudonyms, no content and no names of parties. */
export interface QueueRow {
  /** The agency whose member acted. */
  readonly of: string
  readonly record: Uuid
  readonly at: Time
  readonly event: string
  readonly actor: string
  readonly function: string | null
  readonly purpose: string | null
  /** Null of another agency's: what its officer worked with is not for this one to see. */
  readonly case: string | null
  readonly categories: readonly string[]
  readonly code: string | null
  readonly reasons: readonly ReviewReason[]
  readonly state: Exclude<ReviewState, 'closed'>
  readonly dueBy: Time
  readonly isOverdue: boolean
}

/** What an officer has before him. */
export interface Queue {
  /** By weight of the reason, then by time. */
  readonly rows: readonly QueueRow[]
  /** Acts of this agency's officers that no other agency can review: somebody has to be found. */
  readonly unreviewable: number
  /** Samples that were announced more than a day ago and never drawn. */
  readonly undrawn: number
  /** From when on records were looked at. */
  readonly since: Time
}

const DAY = 24 * 3_600_000

/** Records are looked at for so long: three months, and the week in which they are due. */
const WINDOW = 99 * DAY

/** Lists what waits for the officers of the acting member's agency, without what this member did. Recorded. */
export async function listQueue(
  gate: Gate,
  { actor, reason }: { readonly actor: Actor; readonly reason?: ReviewReason },
): Promise<Queue> {
  checkOfficer(gate, actor)
  const since = gate.clock() - WINDOW
  const own = await listWaiting(gate, { reader: actor.agency, of: actor.agency, since })
  const [byOfficers, ofAgency] = partition(own, ({ isByOfficer }) => isByOfficer)
  const isTaken = reviewerOfOfficers(gate, actor.agency) !== undefined
  const rows = ofAgency.map(({ row }) => row)
  for (const other of listHandedOver(gate, actor.agency)) {
    const theirs = await listWaiting(gate, { reader: actor.agency, of: other, since })
    rows.push(...theirs.filter(({ isByOfficer }) => isByOfficer).map(({ row }) => row))
  }
  const wanted = reason === undefined ? rows : rows.filter((row) => row.reasons.includes(reason))
  await gate.writer.append({
    kind: 'event',
    event: 'review.queue-listed',
    agency: actor.agency,
    actor: actor.member,
    counts: { records: wanted.length },
  })
  return {
    rows: inOrder(wanted),
    unreviewable: isTaken ? 0 : byOfficers.length,
    undrawn: await countUndrawn(gate, actor.agency, since),
    since: encodeTime(since),
  }
}

async function countUndrawn(gate: Gate, agency: string, since: number): Promise<number> {
  const samples = await listSamples(gate.db, agency, await findPositionAt(gate.db, since))
  return samples.filter(({ drawn, at }) => drawn === null && gate.clock() - at > DAY).length
}

interface Waiting {
  readonly row: QueueRow
  readonly isByOfficer: boolean
}

interface WaitingQuery {
  readonly reader: string
  readonly of: string
  /** ms since 1970. */
  readonly since: number
}

async function listWaiting(gate: Gate, { reader, of, since }: WaitingQuery): Promise<Waiting[]> {
  const from = await findPositionAt(gate.db, since)
  const records = await readRecords(gate, of, from)
  const verdicts = await listVerdicts(gate.db, { reader, of }, from)
  const byRecord = new Map(verdicts.map((verdict) => [verdict.record, verdict]))
  const now = gate.clock()
  const pseudonyms = new Pseudonyms(gate, of)
  const samples = await listSamples(gate.db, of, from)
  const relations = new Relations(await listRelations(gate.db, of), (member, body) =>
    pseudonyms.is(member, body),
  )
  const context = {
    now,
    isDuty: dutyOf(gate),
    offsetAt: swedishOffset,
    isByOfficer: (body: RecordBody) => pseudonyms.isOfficer(body),
    relatedBy: (body: RecordBody) => relations.reasonsOf(body),
    sampled: new Set(samples.flatMap(({ drawn }) => drawn ?? [])),
  }
  return findHits(records, context).flatMap((hit) => {
    const { body, id } = hit.record
    const verdict = byRecord.get(id)
    const state = stateAfter(verdict?.verdict)
    if (state === 'closed' || body.actor === null) return []
    const since = verdict?.at ?? timeOf(hit.record)
    const row = buildRow(hit, { of, reader, state, since, now })
    return [{ row, isByOfficer: pseudonyms.isOfficer(body) }]
  })
}

/** A function that is staffed round the clock has the role. */
function dutyOf({ directory }: Pick<Gate, 'directory'>): (functionId: string) => boolean {
  return (id) =>
    directory.find(agencyOf(id))?.state?.functions.get(id)?.payload.roles.includes('duty') ?? false
}

interface RowContext {
  readonly of: string
  readonly reader: string
  readonly state: Exclude<ReviewState, 'closed'>
  readonly since: number
  readonly now: number
}

function buildRow(
  { record, reasons }: Hit,
  { of, reader, state, since, now }: RowContext,
): QueueRow {
  const { body, id } = record
  const due = dueBy(state, { since, isSampleOnly: reasons.join() === 'sample' })
  return {
    of,
    record: id,
    at: body.ts,
    event: body.ev,
    actor: body.actor!,
    function: body.function ?? null,
    purpose: body.purpose ?? null,
    case: of === reader ? (body.case ?? null) : null,
    categories: [...new Set(body.parts?.map(({ category }) => category))],
    code: classOf(record) === 'refusal' ? (body.code ?? null) : null,
    reasons,
    state,
    dueBy: encodeTime(due),
    isOverdue: now > due,
  }
}

function inOrder(rows: readonly QueueRow[]): QueueRow[] {
  const weightOf = ({ reasons }: QueueRow) => REVIEW_REASONS.indexOf(reasons[0]!)
  return rows.toSorted(
    (a, b) => weightOf(a) - weightOf(b) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
  )
}

function partition<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))]
}
