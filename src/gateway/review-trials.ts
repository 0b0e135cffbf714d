import type { RecordBody } from '../protocol/record.ts'
import { listTrials } from '../storage/trials.ts'
import type { Gate } from './gate.ts'

/**
 * Which records of an agency are about trial messages. The record must say so too, by naming nothing but facts about the case: whoever
 * alters a message’s type in the database takes nothing out of review by it.
 */
export async function loadTrials(
  { db }: Pick<Gate, 'db'>,
  agency: string,
): Promise<(body: RecordBody) => boolean> {
  const trials = new Set(await listTrials(db, agency))
  return ({ disclosure, parts = [] }) =>
    disclosure !== undefined &&
    trials.has(disclosure) &&
    parts.every(({ category }) => category === 'metadata')
}
