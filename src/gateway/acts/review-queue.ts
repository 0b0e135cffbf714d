import { classOf } from '../../audit/review/find-hits.ts'
import type { Hit } from '../../audit/review/find-hits.ts'
import { dueBy, stateAfter } from '../../audit/review/due.ts'
import type { ReviewState } from '../../audit/review/due.ts'
import { timeOf } from '../../audit/review/reviewed-record.ts'
import { REVIEW_REASONS } from '../../protocol/review.ts'
import type { ReviewReason } from '../../protocol/review.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Time } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { listSamples } from '../../storage/oversight.ts'
import type { Actor } from '../actor.ts'
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

/** What an officer has before him. */
export interface Queue {
  /** By weight of the reason, then by time. */
  readonly rows: readonly QueueRow[]
  /** Acts of this agency's officers that no other agency can review: somebody has to be found. */
  readonly unreviewable: number
  /** Samples that were announced more than a day ago and never drawn. */
  readonly undrawn: number
}

const DAY = 24 * 3_600_000

/** Lists what waits for the officers of the acting member's agency, without what this member did. Recorded. */
export async function listQueue(
  gate: Gate,
  { actor, reason }: { readonly actor: Actor; readonly reason?: ReviewReason },
): Promise<Queue> {
  checkOfficer(gate, actor)
  const own = await listWaiting(gate, { reader: actor.agency, of: actor.agency })
  const [byOfficers, ofAgency] = partition(own, ({ isByOfficer }) => isByOfficer)
  const isTaken = reviewerOfOfficers(gate, actor.agency) !== undefined
  const rows = ofAgency.map(({ row }) => row)
  for (const other of listHandedOver(gate, actor.agency)) {
    const theirs = await listWaiting(gate, { reader: actor.agency, of: other })
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
    undrawn: await countUndrawn(gate, actor.agency),
  }
}

async function countUndrawn(gate: Gate, agency: string): Promise<number> {
  const samples = await listSamples(gate.db, agency, 0)
  return samples.filter(({ draw, at }) => draw === null && gate.clock() - at > DAY).length
}

interface Waiting {
  readonly row: QueueRow
  readonly isByOfficer: boolean
}

/** What of an agency's is not decided yet, however old it is. */
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
  const weightOf = ({ reasons }: QueueRow) => REVIEW_REASONS.indexOf(reasons[0]!)
  return rows.toSorted(
    (a, b) => weightOf(a) - weightOf(b) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
  )
}

function partition<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))]
}
