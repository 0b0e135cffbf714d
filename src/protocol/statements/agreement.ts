import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { CaseType } from '../vocabulary.ts'

/** The agencies that may exchange data, in which case types and for how long; signed by the custodians of each. */
export interface Agreement {
  readonly v: 1
  readonly id: Uuid
  /** Agency ids in alphabetical order. */
  readonly parties: readonly string[]
  readonly caseTypes: readonly CaseType[]
  readonly validFrom: Time
  readonly validUntil: Time
}
