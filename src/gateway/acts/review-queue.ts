import type { Hit } from '../../audit/review/find-hits.ts'
import { dueBy, stateAfter } from '../../audit/review/due.ts'
import type { ReviewState } from '../../audit/review/due.ts'
import { timeOf } from '../../audit/review/reviewed-record.ts'
import { classOf } from '../../audit/review/seen-content.ts'
import { REVIEW_REASONS, queueOf } from '../../protocol/review.ts'
import type { ReviewQueue, ReviewReason } from '../../protocol/review.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { listSamples } from '../../storage/oversight.ts'
import type { Actor } from '../actor.ts'
import { loadErasedEnd } from '../erased-end.ts'
import type { Gate } from '../gate.ts'
import { listProvenVerdicts } from '../proven-verdicts.ts'
import { loadHits } from '../review-hits.ts'
import { checkOfficer, listHandedOver, reviewerOfOfficers } from '../reviewers.ts'

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

/** A place in a queue that stays while rows before it are decided. */
export interface QueuePlace {
  /** Of the weightiest reason. */
  readonly weight: number
  readonly at: Time
  readonly record: Uuid
}

/** Which rows an officer asks for; all of them unless it says less. */
export interface QueueRequest {
  readonly actor: Actor
  readonly reason?: ReviewReason
  readonly queue?: ReviewQueue
  /** Only those after this one. */
  readonly after?: QueuePlace
  readonly most?: number
}

/** All that waits for an officer. */
export interface Waits {
  /** By weight of the reason, then by time. */
  readonly rows: readonly QueueRow[]
  /** Acts of this agency's officers that no other agency can review: somebody has to be found. */
  readonly unreviewable: number
}

/** What an officer has before him. */
export interface Queue extends Waits {
  /** How many there are with those that are not in this page. */
  readonly total: number
  /** Place of the last row, when there are more after it. */
  readonly next: QueuePlace | null
  /** Samples that were announced more than a day ago and never drawn. */
  readonly undrawn: number
}

const DAY = 24 * 3_600_000

/** Lists what waits for the officers of the acting member's agency, without what this member did. Recorded. */
export async function listQueue(gate: Gate, request: QueueRequest): Promise<Queue> {
  const { actor, reason, queue, after, most = Infinity } = request
  const { rows, unreviewable } = await loadWaits(gate, actor)
  const wanted = rows
    .filter(({ reasons }) => reason === undefined || reasons.includes(reason))
    .filter(({ reasons }) => queue === undefined || queueOf(reasons) === queue)
  const rest = after === undefined ? wanted : wanted.filter((row) => isAfter(placeOf(row), after))
  const page = rest.slice(0, most)
  await gate.writer.append({
    kind: 'event',
    event: 'review.queue-listed',
    agency: actor.agency,
    actor: actor.member,
    counts: { records: page.length },
  })
  const last = page.at(-1)
  return {
    rows: page,
    total: wanted.length,
    next: rest.length > page.length && last ? placeOf(last) : null,
    unreviewable,
    undrawn: await countUndrawn(gate, actor.agency),
  }
}

/** All that waits for the officers of the acting member's agency. Throws `role-missing`; not recorded. */
export async function loadWaits(gate: Gate, actor: Actor): Promise<Waits> {
  checkOfficer(gate, actor)
  const own = await listWaiting(gate, { reader: actor.agency, of: actor.agency })
  const [byOfficers, ofAgency] = partition(own, ({ isByOfficer }) => isByOfficer)
  const isTaken = reviewerOfOfficers(gate, actor.agency) !== undefined
  const rows = ofAgency.map(({ row }) => row)
  for (const other of listHandedOver(gate, actor.agency)) {
    const theirs = await listWaiting(gate, { reader: actor.agency, of: other })
    rows.push(...theirs.filter(({ isByOfficer }) => isByOfficer).map(({ row }) => row))
  }
  return { rows: inOrder(rows), unreviewable: isTaken ? 0 : byOfficers.length }
}

/** How many samples were announced more than a day ago and never drawn. */
export async function countUndrawn(gate: Gate, agency: string): Promise<number> {
  const samples = await listSamples(gate.db, agency, await loadErasedEnd(gate.db))
  return samples.filter(({ draw, at }) => draw === null && gate.clock() - at > DAY).length
}

interface Waiting {
  readonly row: QueueRow
  readonly isByOfficer: boolean
}

/** What of an agency's is not decided yet, however old it is, until it is erased who acted. */
async function listWaiting(
  gate: Gate,
  { reader, of }: { readonly reader: string; readonly of: string },
): Promise<Waiting[]> {
  const verdicts = await listProvenVerdicts(gate, { reader, of })
  const byRecord = new Map(verdicts.map((verdict) => [verdict.record, verdict]))
  const now = gate.clock()
  return (await loadHits(gate, of)).flatMap((hit) => {
    const verdict = byRecord.get(hit.record.id)
    const state = stateAfter(verdict?.verdict)
    if (state === 'closed') return []
    const since = verdict?.at ?? timeOf(hit.record)
    const row = buildRow(hit, { of, reader, state, since, now })
    return [{ row, isByOfficer: hit.isByOfficer }]
  })
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
  return rows.toSorted((a, b) => (isAfter(placeOf(a), placeOf(b)) ? 1 : -1))
}

function placeOf({ reasons, at, record }: QueueRow): QueuePlace {
  return { weight: REVIEW_REASONS.indexOf(reasons[0]!), at, record }
}

/** By weight, then by time; a record is in one place only. */
function isAfter(a: QueuePlace, b: QueuePlace): boolean {
  if (a.weight !== b.weight) return a.weight > b.weight
  if (a.at !== b.at) return a.at > b.at
  return a.record > b.record
}

function partition<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))]
}
