import { findHits } from '../audit/review/find-hits.ts'
import type { Hit } from '../audit/review/find-hits.ts'
import { Relations } from '../audit/review/relations.ts'
import type { ReviewedRecord } from '../audit/review/reviewed-record.ts'
import { swedishOffset } from '../policy/swedish-day.ts'
import { agencyOf } from '../protocol/function-id.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { RecordBody } from '../protocol/record.ts'
import { listSamples } from '../storage/oversight.ts'
import { listRelations } from '../storage/relation.ts'
import { loadErasedEnd } from './erased-end.ts'
import { GatewayError } from './errors.ts'
import type { Gate } from './gate.ts'
import { loadTrials } from './review-trials.ts'
import { readReviewable } from './reviewable-records.ts'
import { Pseudonyms } from './reviewers.ts'

/** A record of an agency that must be reviewed, whether or not it has been. */
export interface ReviewHit extends Hit {
  /** Whether a compliance officer of that agency acted. */
  readonly isByOfficer: boolean
}

/**
 * Everything that must be reviewed, or had to be, of what an agency's members did: as far back as it is known who did it, for after that
 * nobody can be asked.
 */
export async function loadHits(gate: Gate, of: string): Promise<ReviewHit[]> {
  const erased = await loadErasedEnd(gate.db)
  const records = (await readReviewable(gate, of)).filter(({ position }) => position >= erased)
  const pseudonyms = new Pseudonyms(gate, of)
  const samples = await listSamples(gate.db, of, 0)
  const declared = await listRelations(gate.db, of)
  checkKept(records, 'relation.declared', declared)
  const draws = samples.flatMap(({ draw }) => draw ?? [])
  checkKept(records, 'review.sample-drawn', draws)
  const relations = new Relations(declared, (member, body) => pseudonyms.is(member, body))
  const context = {
    now: gate.clock(),
    isDuty: dutyOf(gate),
    offsetAt: swedishOffset,
    personOf: (body: RecordBody) =>
      pseudonyms.memberOf(body) ?? `${body.ts.slice(0, 7)} ${body.actor}`,
    isByOfficer: (body: RecordBody) => pseudonyms.isOfficer(body),
    relatedBy: (body: RecordBody) => relations.reasonsOf(body),
    isTrial: await loadTrials(gate, of),
    sampled: new Set(draws.flatMap(({ drawn }) => drawn)),
  }
  return findHits(records, context).map((hit) => ({
    ...hit,
    isByOfficer: pseudonyms.isOfficer(hit.record.body),
  }))
}

/** Throws `record-missing` when a signed text that the log has a record of is gone: its hits would be gone with it. */
function checkKept(
  records: readonly ReviewedRecord[],
  event: 'relation.declared' | 'review.sample-drawn',
  kept: readonly { readonly digest: Digest }[],
): void {
  const known = new Set<Digest | undefined>(kept.map(({ digest }) => digest))
  if (records.some(({ body }) => body.ev === event && !known.has(body.statement)))
    throw new GatewayError('record-missing', 'a signed text is on record and not kept')
}

/** A function that is staffed round the clock has the role. */
function dutyOf({ directory }: Pick<Gate, 'directory'>): (functionId: string) => boolean {
  return (id) =>
    directory.find(agencyOf(id))?.state?.functions.get(id)?.payload.roles.includes('duty') ?? false
}
