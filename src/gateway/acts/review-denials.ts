import { isDenial } from '../../audit/review/repeated-denials.ts'
import type { ReviewedRecord } from '../../audit/review/reviewed-record.ts'
import { swedishDay } from '../../policy/swedish-day.ts'
import type { Pseudonym } from '../../protocol/record.ts'
import type { Time } from '../../protocol/time.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import type { Actor } from '../actor.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { readReviewable } from '../reviewable-records.ts'
import { Pseudonyms, checkOfficer } from '../reviewers.ts'

/** One thing that a member asked for and was not given. */
export interface Denial {
  readonly record: Uuid
  readonly at: Time
  readonly event: string
  readonly actor: Pseudonym
  readonly function: string | null
  /** What was asked for, as far as it was named. */
  readonly case: string | null
  readonly disclosure: Uuid | null
  readonly code: string | null
}

/** Who was denied most. */
export interface DeniedMember {
  readonly actor: Pseudonym
  readonly denials: number
  /** How many different cases and messages. */
  readonly things: number
  readonly lastAt: Time
  /** The newest of them: to ask for an inquiry from. */
  readonly record: Uuid
}

/** What an agency's members were denied in a month (UTC, as pseudonyms change with it). */
export interface Denials {
  /** `YYYY-MM`. */
  readonly month: string
  readonly total: number
  /** Swedish days on which somebody was denied something, in order. */
  readonly days: readonly { readonly day: string; readonly denials: number }[]
  /** Most first. */
  readonly members: readonly DeniedMember[]
  /** The newest, newest first. */
  readonly rows: readonly Denial[]
}

/** So many are shown; the numbers count all. */
const MOST_ROWS = 100
const MOST_MEMBERS = 20

/** What members of the officer's agency were denied, without what its officers were: that is for another agency's. Recorded. */
export async function listDenials(
  gate: Gate,
  actor: Actor,
  asked: string | undefined,
): Promise<Denials> {
  const month = asked ?? monthAt(gate)
  if (month > monthAt(gate)) throw new GatewayError('request-invalid', 'a month to come')
  const denials = await findDenials(gate, actor, month)
  await gate.writer.append({
    kind: 'event',
    event: 'review.denials-listed',
    agency: actor.agency,
    actor: actor.member,
    counts: { records: denials.length },
  })
  const rows = denials.map(toDenial)
  const days = Map.groupBy(rows, ({ at }) => swedishDay(at))
  return {
    month,
    total: rows.length,
    days: Array.from(days, ([day, ofDay]) => ({ day, denials: ofDay.length })),
    members: membersOf(rows).slice(0, MOST_MEMBERS),
    rows: rows.toReversed().slice(0, MOST_ROWS),
  }
}

/** How many denials there are in the month that it is. Throws `role-missing`; not recorded. */
export async function countDenials(gate: Gate, actor: Actor): Promise<number> {
  return (await findDenials(gate, actor, monthAt(gate))).length
}

async function findDenials(gate: Gate, actor: Actor, month: string): Promise<ReviewedRecord[]> {
  checkOfficer(gate, actor)
  const pseudonyms = new Pseudonyms(gate, actor.agency)
  const records = await readReviewable(gate, actor.agency)
  return records.filter(
    (record) =>
      record.body.ts.startsWith(month) && isDenial(record) && !pseudonyms.isOfficer(record.body),
  )
}

function toDenial({ id, body }: ReviewedRecord): Denial {
  return {
    record: id,
    at: body.ts,
    event: body.ev,
    actor: body.actor!,
    function: body.function ?? null,
    case: body.case ?? null,
    disclosure: body.disclosure ?? null,
    code: body.code ?? null,
  }
}

function membersOf(rows: readonly Denial[]): DeniedMember[] {
  const members = Array.from(
    Map.groupBy(rows, ({ actor }) => actor),
    ([actor, own]) => {
      const { at: lastAt, record } = own.at(-1)!
      const things = new Set(own.flatMap((row) => row.disclosure ?? row.case ?? []))
      return { actor, denials: own.length, things: things.size, lastAt, record }
    },
  )
  return members.sort((a, b) => b.denials - a.denials || (a.lastAt < b.lastAt ? 1 : -1))
}

function monthAt({ clock }: Gate): string {
  return new Date(clock()).toISOString().slice(0, 7)
}
