/**
 * What a compliance officer must look at, and why: the classes of records of which all are reviewed, and the rules that find
 * what one record alone does not show. Everything is decided from codes, times and pseudonyms.
 *
 * @module
 */
import type { RecordBody } from '../../protocol/record.ts'
import type { RecordClass } from '../../protocol/record-events/event.ts'
import { REVIEW_REASONS } from '../../protocol/review.ts'
import type { ReviewReason } from '../../protocol/review.ts'
import type { Uuid } from '../../protocol/uuid.ts'
import { findOpeningsInConflict } from './openings-in-conflict.ts'
import { findOpeningsWithoutAct } from './openings-without-act.ts'
import { isOutsideShift } from './outside-shift.ts'
import type { ShiftContext } from './outside-shift.ts'
import { findManyLookUps, findRepeatedDenials, isDenial } from './repeated-denials.ts'
import type { PersonOf, ReviewedRecord } from './reviewed-record.ts'
import { classOf, isContentSeen, isView } from './seen-content.ts'

/** What the rules are told besides the records. */
export interface HitContext extends ShiftContext {
  /** ms since 1970. */
  readonly now: number
  readonly personOf: PersonOf
  /** Whether a compliance officer of the agency acted. */
  readonly isByOfficer: (body: RecordBody) => boolean
  /** Why an act in a case concerns its member more than it should. */
  readonly relatedBy: (body: RecordBody) => readonly ReviewReason[]
  /** Whether a record is about a trial message, which holds nothing and is opened by a machine at any hour. */
  readonly isTrial: (body: RecordBody) => boolean
  /** Records that a sample has drawn. */
  readonly sampled: ReadonlySet<Uuid>
}

/** A record to be reviewed. */
export interface Hit {
  readonly record: ReviewedRecord
  /** At least one, in the order of the list. */
  readonly reasons: readonly ReviewReason[]
}

/**
 * Shows where somebody is, now or every day: all that was seen of these is reviewed. A record does not say whether the person is protected,
 * so that work and school count always (OSL 21:3, 21:3 a: also what shows a place only together with something else).
 */
const PLACES: readonly string[] = ['location', 'whereabouts', 'daily-places']

/** Daily, and nothing follows from them. */
const UNINTERESTING: readonly string[] = [
  'session.started',
  'inbox.listed',
  'cases.listed',
  'case.looked-up',
  'openings.listed',
  'disclosure.looked-up',
  'decision.previewed',
  'review.queue-listed',
]

/** Rules by which the social board must answer whether somebody stays in a home (SoL 15:7): every such answer is reviewed. */
const STAY_RULES: readonly string[] = ['sol-15-7', 'sol-15-7-2']
/** By which an answer leaves its author. */
const ANSWERED: readonly string[] = ['disclosure.released', 'disclosure.held']

const WHOLE_CLASSES: ReadonlyMap<RecordClass, ReviewReason> = new Map([
  ['break-glass', 'break-glass'],
  ['override', 'override'],
  ['export', 'export'],
])

/** Finds what must be reviewed among an agency's own records, which are in the log's order; keeps that order. */
export function findHits(records: readonly ReviewedRecord[], context: HitContext): Hit[] {
  const found = new Map<Uuid, Set<ReviewReason>>()
  const add = ({ id }: ReviewedRecord, reason: ReviewReason) =>
    void found.set(id, (found.get(id) ?? new Set()).add(reason))
  for (const record of records) {
    for (const reason of reasonsOfClass(record)) add(record, reason)
    if (classOf(record) === 'opening' && context.isByOfficer(record.body))
      add(record, 'officer-opening')
    if (isView(record) || isDenial(record))
      for (const reason of context.relatedBy(record.body)) add(record, reason)
    if (!context.isTrial(record.body) && isOutsideShift(record, context))
      add(record, 'outside-shift')
    if (context.sampled.has(record.id)) add(record, 'sample')
  }
  for (const record of findOpeningsWithoutAct(records, context)) add(record, 'openings-without-act')
  for (const record of findOpeningsInConflict(records, context.personOf))
    add(record, 'declared-conflict')
  for (const record of findRepeatedDenials(records, context.personOf))
    add(record, 'repeated-denials')
  for (const record of findManyLookUps(records, context.personOf)) add(record, 'many-look-ups')
  return records.flatMap((record) => {
    const reasons = found.get(record.id)
    if (reasons === undefined) return []
    return [{ record, reasons: REVIEW_REASONS.filter((reason) => reasons.has(reason)) }]
  })
}

/** Whether a rule could have something to say of a record, or needs it for another: the rest need not be kept in memory. */
export function isReviewable(record: ReviewedRecord): boolean {
  const of = classOf(record)
  return record.body.actor !== null && of !== undefined && !UNINTERESTING.includes(record.body.ev)
}

/** What the record shows by itself. */
function reasonsOfClass(record: ReviewedRecord): ReviewReason[] {
  const of = classOf(record)
  if (of === undefined) return []
  const reasons: ReviewReason[] = []
  const whole = WHOLE_CLASSES.get(of)
  if (whole !== undefined) reasons.push(whole)
  const parts = isContentSeen(record) ? (record.body.parts ?? []) : []
  if (parts.some(({ category }) => PLACES.includes(category))) reasons.push('location')
  if (tellsOfStay(record)) reasons.push('stay-told')
  if (saysWhoIsBarred(record)) reasons.push('deny-listed')
  return reasons
}

/** Somebody is barred from a case, or let in again: either could be to keep a colleague's eyes away, or to open a way for one. */
function saysWhoIsBarred({ body: { ev, code = '' } }: ReviewedRecord): boolean {
  return ev === 'relation.declared' && ['barred', 'readmitted'].includes(code)
}

function tellsOfStay({ body: { ev, grounds = [] } }: ReviewedRecord): boolean {
  return ANSWERED.includes(ev) && grounds.some((ground) => STAY_RULES.includes(ruleOf(ground)))
}

/** Of `rule@version`. */
function ruleOf(ground: string): string {
  return ground.slice(0, ground.indexOf('@'))
}
