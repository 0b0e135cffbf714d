import { parseRecordClaim } from '../protocol/record-claim.ts'
import type { RecordClaim } from '../protocol/record-claim.ts'
import type { AgencyTexts, Directory, KeptRosters } from './directory.ts'
import { ClientError } from './errors.ts'
import type { Recorded, RecordExpectation } from './recorded.ts'

interface LoggedInput {
  readonly directory: Directory
  /** What the gateway handed out, with the records that it claims. */
  readonly agencies: readonly AgencyTexts[]
  /** Rosters that were found in the log before. */
  readonly kept: KeptRosters
  /** Verifies a record and keeps its checkpoint: what is in the log here must be in everybody's. */
  readonly verifyClaim: (claim: RecordClaim, expected: RecordExpectation) => Promise<Recorded>
}

/**
 * Checks that every roster of a directory is in the log that this client follows. A roster names the root, each credential and each
 * function key by digest, so a key that was made for one victim's eyes alone must stand where the agency itself sees it. Returns the
 * records of those that were not found before: that the witnesses have seen them, too, is for the caller to demand.
 *
 * @throws ClientError `roster-not-logged` without a record, `acceptance-not-proven` if that proves nothing, and as `keepCheckpoint`
 */
export async function verifyRostersLogged(input: LoggedInput): Promise<Recorded[]> {
  const { directory, agencies, kept, verifyClaim } = input
  const records: Recorded[] = []
  for (const [agency, { roster }] of directory.states) {
    if (kept[agency]?.digest === roster.digest) continue
    const record = agencies.find((texts) => texts.agency === agency)?.rosterRecord
    if (record === undefined || record === null)
      throw new ClientError('roster-not-logged', 'no record of the roster came')
    const expected = { event: 'roster', statement: roster.digest }
    records.push(await verifyClaim(parseRecordClaim(record), expected))
  }
  return records
}
