import type { Digest } from '../protocol/sha256.ts'
import { listVerdicts } from '../storage/review.ts'
import type { ReviewScope, StoredVerdict } from '../storage/review.ts'
import type { Gate } from './gate.ts'
import { readReviewable } from './reviewable-records.ts'

/**
 * The verdicts that the log has a record of: whoever writes one into the database alone takes nothing out of a queue. The last on each
 * record counts.
 */
export async function listProvenVerdicts(
  gate: Pick<Gate, 'db' | 'clock'>,
  scope: ReviewScope,
): Promise<StoredVerdict[]> {
  const verdicts = await listVerdicts(gate.db, scope)
  const proven = new Set<Digest | undefined>()
  for (const agency of new Set(verdicts.map((verdict) => verdict.agency))) {
    const records = await readReviewable(gate, agency)
    for (const { body } of records) if (body.ev === 'review.decided') proven.add(body.statement)
  }
  return verdicts.filter(({ digest }) => proven.has(digest))
}
