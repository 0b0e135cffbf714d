import type { Db } from '../storage/db.ts'
import type { MissingRecord } from '../storage/erasures.ts'
import { checkNoneMissing, recordMissing } from './agency-records.ts'

/**
 * What came of comparing the log with what is kept beside it, which is done at the start and once an hour: so that whoever is shown a
 * list need not wait for all of it each time.
 */
export class Comparison {
  #missing: readonly MissingRecord[] | undefined

  /** What a comparison found that came to its end, or stopped at what is missing. */
  note(missing: readonly MissingRecord[]): void {
    this.#missing = missing
  }

  /** Throws GatewayError `record-missing` if the last one found something; compares all now if none has been made yet. */
  async verify(db: Db): Promise<void> {
    if (this.#missing === undefined) return checkNoneMissing(db, 0)
    if (this.#missing.length > 0) throw recordMissing()
  }
}
